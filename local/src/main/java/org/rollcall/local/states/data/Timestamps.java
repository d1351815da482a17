package org.rollcall.local.states.data;

import java.math.BigDecimal;
import java.time.Instant;

/** Times as AWS's JSON protocol has them: seconds since 1970, with milliseconds after the point. */
public final class Timestamps {

  private Timestamps() {}

  public static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
