package org.rollcall.cli;

/**
 * Something that the user of the command line has to know and can mend: a sentence, never a trace.
 */
final class Complaint extends RuntimeException {

  private final int exitCode;

  private Complaint(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command was misused, or refused its input. */
  static Complaint misuse(String sentence) {
    return new Complaint(ExitCode.REJECTED, sentence);
  }

  /** The command was right, but what it began has failed. */
  static Complaint failure(String sentence) {
    return new Complaint(ExitCode.FAILED, sentence);
  }

  int exitCode() {
    return exitCode;
  }
}
