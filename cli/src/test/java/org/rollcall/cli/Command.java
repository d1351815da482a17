package org.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.rollcall.json.Json;
import picocli.CommandLine;

/** A command as somebody gave it, and what came of it. */
record Command(int exitCode, String out, String err) {

  private static final Pattern TRACE =
      Pattern.compile(
          "(?m)^\\s+at \\S+\\(|\\b[a-z]+(\\.[a-z0-9]+)+\\.[A-Z]\\w*(Exception|Error)\\b");

  /** Runs a command in this process. No command may ever show where in the program it failed. */
  static Command run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = Rollcall.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    Command command = new Command(exitCode, out.toString(), err.toString());
    if (TRACE.matcher(command.out + command.err).find()) {
      throw new AssertionError("the command shows a stack trace: " + command);
    }
    return command;
  }

  /** A console that nobody looks at. */
  static Console console() {
    return new Console(
        new CommandLine(new Rollcall())
            .setOut(new PrintWriter(Writer.nullWriter()))
            .setErr(new PrintWriter(Writer.nullWriter()))
            .getCommandSpec());
  }

  /** What was printed, which is JSON and nothing else. */
  JsonNode json() {
    return Json.read(out.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
