package org.rollcall.query;

/** An answer takes more time, depth or room than it may have. */
final class Runaway extends RuntimeException {

  Runaway() {
    super("the query runs away", null, false, false);
  }
}
