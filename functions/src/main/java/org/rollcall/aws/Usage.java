package org.rollcall.aws;

import java.math.BigDecimal;

/**
 * What a piece of work has asked of AWS, as it is billed. One invocation adds to one tally, on one
 * thread.
 */
public final class Usage {

  /**
   * The tally as a value.
   *
   * @param dynamodbReadUnits as DynamoDB reports them, halves included
   * @param emails messages that SES has taken
   */
  public record Tally(
      long stateTransitions,
      long lambdaInvocations,
      BigDecimal dynamodbReadUnits,
      BigDecimal dynamodbWriteUnits,
      long s3Requests,
      long kmsRequests,
      long emails) {

    public static final Tally NONE = new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);

    public Tally plus(Tally other) {
      return new Tally(
          stateTransitions + other.stateTransitions,
          lambdaInvocations + other.lambdaInvocations,
          dynamodbReadUnits.add(other.dynamodbReadUnits),
          dynamodbWriteUnits.add(other.dynamodbWriteUnits),
          s3Requests + other.s3Requests,
          kmsRequests + other.kmsRequests,
          emails + other.emails);
    }
  }

  private Tally tally;

  /** The work of one invocation of a function. */
  public Usage() {
    tally = new Tally(0, 1, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);
  }

  public void read(double units) {
    add(new Tally(0, 0, BigDecimal.valueOf(units), BigDecimal.ZERO, 0, 0, 0));
  }

  public void wrote(double units) {
    add(new Tally(0, 0, BigDecimal.ZERO, BigDecimal.valueOf(units), 0, 0, 0));
  }

  public void askedS3() {
    add(new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 1, 0, 0));
  }

  public void askedKms() {
    add(new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0));
  }

  public void mailed() {
    add(new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 1));
  }

  private void add(Tally more) {
    tally = tally.plus(more);
  }

  public Tally tally() {
    return tally;
  }

  /**
   * The work so far, and the puts that are about to be made of what the tally is written into.
   *
   * @param puts how many objects are still to be put
   */
  public Tally tallyWithPuts(int puts) {
    return tally.plus(new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, puts, 0, 0));
  }
}
