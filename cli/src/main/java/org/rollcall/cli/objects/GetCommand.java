package org.rollcall.cli.objects;

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
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall get}: prints an object, or writes it to a file. */
@Command(
    name = "get",
    description = "Prints an object of the bucket, or writes it or a folder of objects to files.",
    mixinStandardHelpOptions = true)
public final class GetCommand extends StackCommand {

  /** The maximum size of a printed object. */
  private static final int MAX_PRINTED_BYTES = 64 << 20;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description =
          "This is the object's key, such as letters/NOTIFY_PASSWORD_CHANGE/en/body.txt. A key that ends with"
              + " a slash is a folder, such as letters/NOTIFY_PASSWORD_CHANGE/.")
  private String key;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The object is written to this file instead of standard output. A folder is written to this"
              + " folder.")
  private Optional<Path> file;

  @Override
  public Integer call() {
    boolean isFolder = key.endsWith("/");
    ObjectKey.check(ObjectKey.withoutSlash(key));
    if (isFolder && file.isEmpty()) {
      throw CommandException.rejected(CommandError.FOLDER_TARGET_MISSING, key);
    }
    return super.call();
  }

  @Override
  protected int run(Stack stack, Console console) {
    if (key.endsWith("/")) {
      return getFolder(stack.bucket(), console);
    }
    boolean isFound =
        file.isPresent() ? write(stack.bucket(), key, file.get()) : print(stack.bucket(), console);
    if (!isFound) {
      throw ObjectKey.notFound(stack.bucket(), key);
    }
    return ExitCode.DONE;
  }

  /** Writes all objects whose keys begin with the key, as files of a folder. */
  private int getFolder(Bucket bucket, Console console) {
    List<String> keys = bucket.list(key);
    if (keys.isEmpty()) {
      throw ObjectKey.notFound(bucket, key);
    }
    for (String found : keys) {
      ObjectKey.check(found);
      Path target = file.orElseThrow().resolve(found.substring(key.length()));
      Path parent = target.getParent();
      try {
        if (parent != null) {
          Files.createDirectories(parent);
        }
      } catch (IOException e) {
        throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, target);
      }
      write(bucket, found, target);
    }
    console.note("Wrote " + keys.size() + (keys.size() == 1 ? " file." : " files."));
    return ExitCode.DONE;
  }

  private boolean print(Bucket bucket, Console console) {
    try {
      Optional<byte[]> content = bucket.get(key, MAX_PRINTED_BYTES);
      content.map(this::text).ifPresent(console::printText);
      return content.isPresent();
    } catch (ObjectTooLargeException e) {
      throw CommandException.rejected(
          CommandError.OBJECT_TOO_LARGE_TO_PRINT, key, MAX_PRINTED_BYTES / 1024);
    }
  }

  private String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw CommandException.rejected(CommandError.OBJECT_NOT_TEXT, key);
    }
  }

  private static boolean write(Bucket bucket, String key, Path file) {
    Optional<InputStream> content = bucket.open(key);
    if (content.isEmpty()) {
      return false;
    }
    try (InputStream in = content.get()) {
      Path partFile = partFile(file);
      try (OutputStream out = Files.newOutputStream(partFile)) {
        in.transferTo(out);
      } catch (IOException | RuntimeException e) {
        if (!partFile.equals(file)) {
          Files.deleteIfExists(partFile);
        }
        throw e;
      }
      if (!partFile.equals(file)) {
        Files.move(partFile, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return true;
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, file);
    }
  }

  /** The file to write until the object is complete. Devices and pipes are written directly. */
  private static Path partFile(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file)
        ? file
        : file.resolveSibling(file.getFileName() + ".part");
  }
}
