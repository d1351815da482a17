package org.rollcall.cli.command;

import java.util.List;
import java.util.stream.Collectors;
import org.rollcall.error.Fault;

/** Errors of an input as text. */
public final class FaultText {

  private FaultText() {}

  /**
   * One error, such as {@code changes.statsu: unknown key [UNKNOWN_KEY]}. The path or the code is
   * left out if it is empty.
   */
  public static String line(Fault fault) {
    String path = fault.path().isEmpty() ? "" : fault.path() + ": ";
    String code = fault.code().isEmpty() ? "" : " [" + fault.code() + "]";
    return path + fault.message() + code;
  }

  /** All errors in one line, separated by semicolons. */
  public static String joined(List<Fault> faults) {
    return faults.stream().map(FaultText::line).collect(Collectors.joining("; "));
  }
}
