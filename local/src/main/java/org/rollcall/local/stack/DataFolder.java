package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which the local stack keeps everything between commands, held by this process
 * alone until it is closed.
 *
 * <p>A data folder is known by its lock file, which is the first thing that is written into it. The
 * operating system lets go of the lock when the process ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {

  private static final String LOCK_FILE = "rollcall.lock";
  private static final String FILLED_FILE = "filled";

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Whether there is a data folder here, in use or not. */
  public static boolean isDataFolder(Path path) {
    return Files.isRegularFile(path.resolve(LOCK_FILE));
  }

  /**
   * Takes hold of a data folder, which is made where there is none or an empty folder. It is its
   * owner's alone then, and so is whatever is made in it later: letters in it hold passwords.
   *
   * @throws DataFolderException if another process holds it, if it holds something that is not
   *     Rollcall's, or if it cannot be written
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      makePrivate(path);
      if (!isDataFolder(path)) {
        requireEmpty(path);
        OwnerOnlyFiles.close(path);
      }
      OwnerOnlyFiles.makeFile(path.resolve(LOCK_FILE));
      FileChannel lockFile = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.WRITE);
      try {
        if (tryLock(lockFile) == null) {
          throw inUse(path);
        }
        // One that is there was left by a process that was killed: its key is good for nothing.
        Files.deleteIfExists(ServedFiles.environment(path));
        lockFile.truncate(0).write(ByteBuffer.wrap("A Rollcall data folder.\n".getBytes(UTF_8)));
        var opened = new DataFolder(path, lockFile);
        makePrivate(opened.objects());
        makePrivate(opened.inbox());
        makePrivate(opened.mailEvents());
        makePrivate(opened.executions());
        return opened;
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (NotDirectoryException e) {
      throw new DataFolderException(
          "%s is a file, not a folder; name a folder with --data.".formatted(path), e);
    } catch (IOException e) {
      throw new DataFolderException(
          "The data folder %s cannot be used (%s); mend that, or name another folder with --data."
              .formatted(path, reason(e)),
          e);
    }
  }

  /** The folder itself, an absolute path. */
  public Path path() {
    return path;
  }

  /** DynamoDB's database file; it and its journal beside it may not exist yet. */
  public Path users() {
    return path.resolve("users.db");
  }

  /** The folder whose subfolders are S3's buckets, their objects plain files. */
  public Path objects() {
    return path.resolve("objects");
  }

  /** The folder of the letters that were sent, one {@code .eml} file each. */
  public Path inbox() {
    return path.resolve("inbox");
  }

  /** The folder of what is still to be told of the letters that were sent. */
  public Path mailEvents() {
    return path.resolve("mail-events");
  }

  /** The file of what SES lets the account do; it may not exist. */
  public SesAccountFile mailAccount() {
    return new SesAccountFile(path.resolve("ses.json"));
  }

  /** The folder of the state machine's executions. */
  public Path executions() {
    return path.resolve("executions");
  }

  /** The file of the key that temporary passwords are derived from; it may not exist yet. */
  public Path passwordKey() {
    return path.resolve("password.key");
  }

  /**
   * Whether the folder was filled to the end. If not it is to be filled again, whatever is there.
   */
  public boolean isFilled() {
    return Files.exists(path.resolve(FILLED_FILE));
  }

  /**
   * Records that the folder was filled to the end.
   *
   * @throws DataFolderException if that cannot be written
   */
  public void markFilled() {
    try {
      OwnerOnlyFiles.makeFile(path.resolve(FILLED_FILE));
    } catch (IOException e) {
      throw new DataFolderException(
          "The data folder %s cannot be written (%s).".formatted(path, reason(e)), e);
    }
  }

  /** Lets go of the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new DataFolderException(
          "The data folder %s cannot be let go of (%s).".formatted(path, reason(e)), e);
    }
  }

  private static DataFolderException inUse(Path path) {
    Path environment = ServedFiles.environment(path);
    return new DataFolderException(
        Files.exists(environment)
            ? "The data folder %s is served by ./rollcall serve: type . %s and give --stack rollcall-local in place of --data, or end that."
                .formatted(path, Shell.word(environment.toString()))
            : "The data folder %s is in use by another Rollcall process; wait until that has finished, or name another folder with --data."
                .formatted(path));
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Makes a folder, and the missing ones above it, that nobody but the owner may look into. */
  private static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(folder.toString());
    }
    OwnerOnlyFiles.makeFolder(folder);
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new DataFolderException(
            "The folder %s is not empty and is not a Rollcall data folder; name another one with --data."
                .formatted(folder));
      }
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
