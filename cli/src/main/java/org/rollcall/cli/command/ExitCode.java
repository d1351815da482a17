package org.rollcall.cli.command;

/** The command line's exit codes. */
public final class ExitCode {

  /** The job or the command completed. */
  public static final int DONE = 0;

  /** The job or the command failed, or did only part of its work. */
  public static final int FAILED = 1;

  /** The job was rejected, or the command was misused. */
  public static final int REJECTED = 2;

  /** The job completed, and holds members back. */
  public static final int PARTIAL = 3;

  private ExitCode() {}
}
