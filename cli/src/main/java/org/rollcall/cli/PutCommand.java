package org.rollcall.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall put}: puts a file into the bucket. */
@Command(
    name = "put",
    description = "Puts a file into the bucket, such as a set or a letter.",
    mixinStandardHelpOptions = true)
final class PutCommand implements Callable<Integer> {

  /** The limit for all sets of a job; other objects are smaller. */
  private static final int MAX_BYTES = 64 << 20;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description = "The object's key, such as sets/leavers.csv.")
  private String key;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
  private Path file;

  @Mixin private StackOption stackOption;

  @Override
  public Integer call() {
    ObjectKey.check(key);
    byte[] content = InputFile.bytes(file, MAX_BYTES);
    try (Stack stack = stackOption.open(new Console(spec))) {
      stack.bucket().put(key, content, ObjectKey.mediaType(key));
      return ExitCode.DONE;
    }
  }
}
