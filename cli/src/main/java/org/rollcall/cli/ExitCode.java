package org.rollcall.cli;

/** What the command's exit codes mean. */
final class ExitCode {

  /** The job completed, or the command did what it was told. */
  static final int DONE = 0;

  /** The job failed, or the command could not do it all. */
  static final int FAILED = 1;

  /** The job was rejected, or the command misused. */
  static final int REJECTED = 2;

  private ExitCode() {}
}
