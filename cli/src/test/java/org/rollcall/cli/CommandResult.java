package org.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.cli.command.Console;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import picocli.CommandLine;

/** The exit code and the output of a command. */
public record CommandResult(int exitCode, String out, String err) {

  private static final Pattern TRACE =
      Pattern.compile(
          "(?m)^\\s+at \\S+\\(|\\b[a-z]+(\\.[a-z0-9]+)+\\.[A-Z]\\w*(Exception|Error)\\b");

  /**
   * Runs a command in this process. If {@code --data} names a folder that does not exist, {@code
   * init} creates it first.
   *
   * @throws AssertionError if the command prints a stack trace
   */
  public static CommandResult run(Object... arguments) {
    createDataFolder(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return runOnly(arguments);
  }

  /** Runs a command in this process, and nothing before it. */
  public static CommandResult runOnly(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int exitCode = Rollcall.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    CommandResult command = new CommandResult(exitCode, out.toString(), err.toString());
    if (TRACE.matcher(command.out + command.err).find()) {
      throw new AssertionError("the command prints a stack trace: " + command);
    }
    return command;
  }

  /** Runs a command with {@code --stack}, on the stack that an {@link AwsEnvironment} serves. */
  public static CommandResult onStack(Object... arguments) {
    return runOnly(
        Stream.concat(Stream.of(arguments), Stream.of("--stack", LocalStack.NAME)).toArray());
  }

  /** Creates the data folder that a command names. */
  static void createDataFolder(String... words) {
    int option = List.of(words).indexOf("--data");
    if (option >= 0 && option + 1 < words.length && Files.notExists(Path.of(words[option + 1]))) {
      PrintWriter none = new PrintWriter(Writer.nullWriter());
      Rollcall.run(none, none, "init", words[option + 1]);
    }
  }

  /** A console whose output is discarded. */
  public static Console console() {
    return console(Writer.nullWriter());
  }

  /**
   * A console without a command.
   *
   * @param err where its notes are written
   */
  public static Console console(Writer err) {
    return new Console(
        new CommandLine(new Rollcall())
            .setOut(new PrintWriter(Writer.nullWriter()))
            .setErr(new PrintWriter(err, true))
            .getCommandSpec());
  }

  /** The output, which must be JSON. */
  public JsonNode json() {
    return Json.read(out.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  public List<String> lines() {
    return out.lines().toList();
  }

  /** The last line of the output: usually the command to run next. */
  public String lastLine() {
    return lines().get(lines().size() - 1);
  }

  /** The ID of the job that the command has started. */
  public String jobId() {
    return err.lines().findFirst().orElseThrow().replace("Started the job ", "");
  }
}
