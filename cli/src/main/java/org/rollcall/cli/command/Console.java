package org.rollcall.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.rollcall.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results to standard output, everything else to standard error. */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;

  public Console(CommandSpec spec) {
    out = spec.commandLine().getOut();
    err = spec.commandLine().getErr();
  }

  /** A line of the result. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** A text of the result, as it is. */
  public void printText(String text) {
    out.print(text);
    out.flush();
  }

  /** The result as JSON. */
  public void printJson(Object value) {
    print(new String(Json.pretty(value), StandardCharsets.UTF_8).stripTrailing());
  }

  /** A line of progress or complaint. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  public PrintWriter err() {
    return err;
  }
}
