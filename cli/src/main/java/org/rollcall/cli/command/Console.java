package org.rollcall.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.rollcall.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** A command's output: results go to standard output, notes and errors to standard error. */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;

  public Console(CommandSpec spec) {
    out = spec.commandLine().getOut();
    err = spec.commandLine().getErr();
  }

  /** Prints a line of the result. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a text of the result without changes. */
  public void printText(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints the result as JSON. */
  public void printJson(Object value) {
    print(new String(Json.pretty(value), StandardCharsets.UTF_8).stripTrailing());
  }

  /** Prints a line of progress, a warning or an error. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }
}
