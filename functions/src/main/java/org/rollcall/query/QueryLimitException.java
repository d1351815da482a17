package org.rollcall.query;

/** An answer takes more time, depth or room than it may have. */
final class QueryLimitException extends RuntimeException {

  QueryLimitException() {
    super("the query runs away", null, false, false);
  }
}
