package org.rollcall.cli;

import java.nio.file.Path;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall put}: puts a file into the bucket. */
@Command(
    name = "put",
    description = "Puts a file into the bucket, such as a set or a letter.",
    mixinStandardHelpOptions = true)
final class PutCommand extends StackCommand {

  /** The limit for all sets of a job; other objects are smaller. */
  private static final int MAX_BYTES = 64 << 20;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description = "The object's key, such as sets/leavers.csv.")
  private String key;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
  private Path file;

  private byte[] content = new byte[0];

  @Override
  public Integer call() {
    ObjectKey.check(key);
    content = InputFile.bytes(file, MAX_BYTES);
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    TimeZoneRemark.find(stack.bucket(), key, content)
        .ifPresent(remark -> console.note("rollcall: " + remark));
    stack.bucket().put(key, content, ObjectKey.mediaType(key));
    return ExitCode.DONE;
  }
}
