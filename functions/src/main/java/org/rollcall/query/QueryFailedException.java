package org.rollcall.query;

/** A query cannot be answered for a value; the message says nothing of what is in the value. */
public final class QueryFailedException extends Exception {

  private final String problem;

  QueryFailedException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  public String problem() {
    return problem;
  }
}
