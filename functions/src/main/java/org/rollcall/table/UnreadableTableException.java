package org.rollcall.table;

/** A file is no table, or a damaged one. Its message is a sentence without a subject. */
public final class UnreadableTableException extends RuntimeException {

  private final String problem;

  UnreadableTableException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What is wrong and what to do, such as {@code is not UTF-8 text}. */
  public String problem() {
    return problem;
  }
}
