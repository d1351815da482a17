package org.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.json.SimilarNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall get}: takes an object out of the bucket. */
@Command(
    name = "get",
    description = "Prints an object of the bucket, or writes it to a file.",
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {

  /** The largest object that is printed, in bytes. */
  private static final int LARGEST_TEXT = 64 << 20;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description = "The object's key, such as letters/NOTIFY_PASSWORD_CHANGE/en/body.txt.")
  private String key;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to write it, instead of standard output.")
  private Optional<Path> file;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    ObjectKey.check(key);
    Console console = new Console(spec);
    try (Stack stack = where.open(console)) {
      boolean isThere =
          file.isPresent()
              ? write(stack.bucket(), key, file.get())
              : print(stack.bucket(), console);
      if (!isThere) {
        List<String> keys = stack.bucket().list("");
        throw CommandException.misuse(
            "there is no object " + key + "." + SimilarNames.hint(key, keys));
      }
      return ExitCode.DONE;
    }
  }

  private boolean print(Bucket bucket, Console console) {
    try {
      Optional<byte[]> content = bucket.get(key, LARGEST_TEXT);
      content.map(this::text).ifPresent(console::printText);
      return content.isPresent();
    } catch (ObjectTooLargeException e) {
      throw CommandException.misuse(
          key + " is larger than " + LARGEST_TEXT / 1024 + " KiB. Name a file to write it to.");
    }
  }

  private String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw CommandException.misuse(key + " is not text. Name a file to write it to.");
    }
  }

  /** What the file is until all of the object is in it; a device or a pipe is nothing before. */
  private static Path draft(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file)
        ? file
        : file.resolveSibling(file.getFileName() + ".part");
  }

  private static void discard(Path draft, Path file) throws IOException {
    if (!draft.equals(file)) {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean write(Bucket bucket, String key, Path file) {
    Optional<InputStream> content = bucket.open(key);
    if (content.isEmpty()) {
      return false;
    }
    try (InputStream in = content.get()) {
      Path draft = draft(file);
      try (OutputStream out = Files.newOutputStream(draft)) {
        in.transferTo(out);
      } catch (IOException | RuntimeException e) {
        discard(draft, file);
        throw e;
      }
      if (!draft.equals(file)) {
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return true;
    } catch (IOException e) {
      throw CommandException.misuse(file + " cannot be written.");
    }
  }
}
