package org.rollcall.query;

/** An evaluation exceeds its limit for time, depth or memory. */
final class QueryLimitException extends RuntimeException {

  QueryLimitException() {
    super("the query exceeds a limit", null, false, false);
  }
}
