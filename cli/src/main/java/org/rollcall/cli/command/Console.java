package org.rollcall.cli.command;

import java.io.PrintWriter;
import java.io.Writer;
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

  /** The writer of standard output, for a result that is written in parts. */
  public Writer writer() {
    return out;
  }

  /** Whether the result cannot be written any more, for example to a program that has ended. */
  public boolean isOutputClosed() {
    return out.checkError();
  }

  /** Whether people see the result on a terminal, according to the script {@code rollcall}. */
  public static boolean isTerminal() {
    return Boolean.getBoolean("rollcall.output.terminal");
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
