package org.rollcall.cli.stack;

/** What is wrong with a stack, in a sentence for whoever asked something of it. */
public final class StackException extends RuntimeException {

  private final boolean isMissing;

  private StackException(boolean isMissing, String sentence) {
    super(sentence, null, false, false);
    this.isMissing = isMissing;
  }

  /** There is no such stack. */
  static StackException missing(String sentence) {
    return new StackException(true, sentence);
  }

  /** The stack did not do what it was asked. */
  static StackException failed(String sentence) {
    return new StackException(false, sentence);
  }

  /** Whether it is the name of the stack that is wrong, and not what the stack did. */
  public boolean isMissing() {
    return isMissing;
  }
}
