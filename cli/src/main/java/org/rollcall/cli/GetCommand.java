package org.rollcall.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.json.Nearest;
import org.rollcall.local.LocalStack;
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

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    ObjectKey.check(key);
    Console console = new Console(spec);
    try (LocalStack stack = data.open(console)) {
      Optional<byte[]> content = stack.bucket().get(key);
      if (content.isEmpty()) {
        List<String> keys = stack.bucket().list("");
        throw Complaint.misuse("there is no object " + key + "." + Nearest.hint(key, keys));
      }
      if (file.isPresent()) {
        write(file.get(), content.get());
      } else {
        console.printText(text(content.get()));
      }
      return ExitCode.DONE;
    }
  }

  private String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw Complaint.misuse(key + " is not text. Name a file to write it to.");
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw Complaint.misuse(file + " cannot be written.");
    }
  }
}
