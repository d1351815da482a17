package org.rollcall.local.states.data;

import java.math.BigDecimal;
import java.time.Instant;

/** Timestamps in AWS's JSON protocol: seconds since 1970 with three decimal places. */
public final class Timestamps {

  private Timestamps() {}

  public static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
