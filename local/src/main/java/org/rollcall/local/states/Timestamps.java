package org.rollcall.local.states;

import java.math.BigDecimal;
import java.time.Instant;

/** Times as AWS's JSON protocol has them: seconds since 1970, with milliseconds after the point. */
final class Timestamps {

  private Timestamps() {}

  static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
