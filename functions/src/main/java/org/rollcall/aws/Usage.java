package org.rollcall.aws;

import java.math.BigDecimal;

/**
 * Counts the billed usage of one invocation of a function. It is not thread-safe: an invocation
 * runs on one thread.
 */
public final class Usage {

  private BilledUsage total = new BilledUsage(0, 1, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);

  public void addReadUnits(double units) {
    add(new BilledUsage(0, 0, BigDecimal.valueOf(units), BigDecimal.ZERO, 0, 0, 0));
  }

  public void addWriteUnits(double units) {
    add(new BilledUsage(0, 0, BigDecimal.ZERO, BigDecimal.valueOf(units), 0, 0, 0));
  }

  public void addS3Request() {
    add(s3Requests(1));
  }

  public void addKmsRequest() {
    add(new BilledUsage(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0));
  }

  public void addEmail() {
    add(new BilledUsage(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 1));
  }

  private void add(BilledUsage usage) {
    total = total.plus(usage);
  }

  /** The usage so far, including the invocation itself. */
  public BilledUsage total() {
    return total;
  }

  /**
   * The usage so far plus some puts that are still to come. An object that contains the usage must
   * count the request that puts it.
   */
  public BilledUsage totalWithPuts(int puts) {
    return total.plus(s3Requests(puts));
  }

  private static BilledUsage s3Requests(int requests) {
    return new BilledUsage(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, requests, 0, 0);
  }
}
