package org.rollcall.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.rollcall.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results to standard output, everything else to standard error. */
final class Console {

  private final PrintWriter out;
  private final PrintWriter err;

  Console(CommandSpec spec) {
    out = spec.commandLine().getOut();
    err = spec.commandLine().getErr();
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A text of the result, as it is. */
  void printText(String text) {
    out.print(text);
    out.flush();
  }

  /** The result as JSON. */
  void printJson(Object value) {
    print(new String(Json.pretty(value), StandardCharsets.UTF_8).stripTrailing());
  }

  /** A line of progress or complaint. */
  void note(String line) {
    err.println(line);
    err.flush();
  }

  PrintWriter err() {
    return err;
  }
}
