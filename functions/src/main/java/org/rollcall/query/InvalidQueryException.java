package org.rollcall.query;

/** A text is no query; the message says what is wrong with it. */
public final class InvalidQueryException extends Exception {

  private final String problem;

  InvalidQueryException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What is wrong, to follow the name of what should be a query. */
  public String problem() {
    return problem;
  }
}
