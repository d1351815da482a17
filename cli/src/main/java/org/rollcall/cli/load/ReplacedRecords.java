package org.rollcall.cli.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.PrivateFile;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/**
 * The file of {@code --keep}: the records that a load replaces, one per line, in a form that {@code
 * load} reads. Only its owner may read it. A record is on the disk before it is replaced.
 */
final class ReplacedRecords implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private ReplacedRecords(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Creates the file.
   *
   * @throws CommandException if it exists, or cannot be created
   */
  static ReplacedRecords create(Path file) {
    try {
      return new ReplacedRecords(file, PrivateFile.createNew(file));
    } catch (FileAlreadyExistsException e) {
      throw CommandException.rejected(CommandError.KEEP_FILE_EXISTS, file);
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, file);
    }
  }

  /**
   * Writes records.
   *
   * @throws CommandException if they cannot be written
   */
  void add(List<User> users) {
    StringBuilder lines = new StringBuilder();
    users.forEach(user -> lines.append(Json.text(user.record())).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw CommandException.failed(CommandError.FILE_NOT_WRITABLE, file);
    }
  }

  /** Closes the file, and deletes it if nothing was replaced. */
  @Override
  public void close() {
    try {
      boolean isEmpty = channel.size() == 0;
      channel.close();
      if (isEmpty) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CommandException.failed(CommandError.FILE_NOT_WRITABLE, file);
    }
  }
}
