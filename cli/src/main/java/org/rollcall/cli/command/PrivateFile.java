package org.rollcall.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.rollcall.local.stack.FileFaults;

/** Files with personal data, which only their owner can read. */
public final class PrivateFile {

  private PrivateFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file. It gets its name when it is complete and on the disk, and replaces an existing
   * file. Until then, it has the suffix {@code .part}. Devices and pipes are written directly.
   *
   * @throws CommandException if the file cannot be created
   * @throws RuntimeException if it cannot be written completely; there is no new file then
   */
  public static void write(Path file, Content content) {
    if (Files.isDirectory(file)) {
      throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, file);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      writeDirectly(file, content);
      return;
    }
    Path part = Path.of(file + ".part");
    try (FileChannel channel = create(part, file);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new FileFaults().failed(e, file);
    } catch (UncheckedIOException e) {
      throw new FileFaults().failed(e, file);
    } finally {
      delete(part);
    }
  }

  private static FileChannel create(Path part, Path file) {
    try {
      // A killed command may have left it.
      Files.deleteIfExists(part);
      return createNew(part);
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, file);
    }
  }

  private static void writeDirectly(Path file, Content content) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new FileFaults().failed(e, file);
    } catch (UncheckedIOException e) {
      throw new FileFaults().failed(e, file);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // Only its owner can read it, and the next command for the same file replaces it.
    }
  }

  /**
   * Creates a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   */
  public static FileChannel createNew(Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
  }
}
