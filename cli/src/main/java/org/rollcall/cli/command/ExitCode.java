package org.rollcall.cli.command;

/** What the command's exit codes mean. */
public final class ExitCode {

  /** The job completed, or the command did what it was told. */
  public static final int DONE = 0;

  /** The job failed, or the command could not do it all. */
  public static final int FAILED = 1;

  /** The job was rejected, or the command misused. */
  public static final int REJECTED = 2;

  private ExitCode() {}
}
