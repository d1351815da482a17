package org.rollcall.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first failure of a file that a part of a running stack has met, such as a full disk, and the
 * damaged files that were ignored. Clients of a part get an error of AWS, which says nothing of
 * files; commands show what is recorded here. It is thread-safe. See D-144 and D-147.
 */
public final class FileFaults {

  /** The operating systems' messages about a full disk or an exceeded quota. */
  private static final Pattern DISK_FULL =
      Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|disk is full).*");

  /** With less space, a disk is full, whatever the message of a failure is. */
  private static final long MIN_USABLE_BYTES = 64 << 10;

  /** The reason at the end of the message of a {@code FileNotFoundException}. */
  private static final Pattern REASON_IN_PARENTHESES = Pattern.compile(".*\\(([^()]+)\\)");

  private final AtomicReference<@Nullable DataFolderException> first = new AtomicReference<>();
  private final Set<String> damaged = new ConcurrentSkipListSet<>();

  /** The first failure; empty if there was none. */
  public Optional<DataFolderException> failure() {
    return Optional.ofNullable(first.get());
  }

  /** One sentence for each damaged file that was ignored, with the file's path. */
  public Set<String> damaged() {
    return Set.copyOf(damaged);
  }

  /** Records that a damaged file was ignored. */
  public void ignored(Path file) {
    damaged.add(DataFolderError.FILE_DAMAGED.message(file));
  }

  /**
   * Records the failure of a file.
   *
   * @param file the file or folder, if the exception does not name one
   * @return the failure, with a message for the user
   */
  public DataFolderException failed(IOException e, Path file) {
    Path failed =
        e instanceof FileSystemException named && named.getFile() != null
            ? Path.of(named.getFile())
            : file;
    return failed(e, failed, reason(e));
  }

  /** Records the failure of a file, as {@link #failed(IOException, Path)} does. */
  public DataFolderException failed(UncheckedIOException e, Path file) {
    @Nullable IOException cause = e.getCause();
    return failed(cause == null ? new IOException(e) : cause, file);
  }

  /** Records the failure of a file, with a reason in words. */
  DataFolderException failed(Throwable cause, Path file, String reason) {
    DataFolderException failure = of(cause, file, reason);
    first.compareAndSet(null, failure);
    return failure;
  }

  private static DataFolderException of(Throwable cause, Path file, String reason) {
    return isDiskFull(reason, file)
        ? new DataFolderException(cause, DataFolderError.DISK_FULL, file)
        : new DataFolderException(cause, DataFolderError.FILE_FAILED, file, reason);
  }

  /** The failure of a file on a full disk; empty if the disk is not full. */
  static Optional<DataFolderException> diskFull(Exception e, Path file) {
    String reason = e instanceof IOException error ? reason(error) : String.valueOf(e.getMessage());
    return isDiskFull(reason, file)
        ? Optional.of(new DataFolderException(e, DataFolderError.DISK_FULL, file))
        : Optional.empty();
  }

  /** SQLite reports some failures on a full disk only as an input/output error. */
  private static boolean isDiskFull(String reason, Path file) {
    try {
      return DISK_FULL.matcher(reason).matches()
          || Files.getFileStore(file).getUsableSpace() < MIN_USABLE_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /** The reason of an exception in words, without names of Java classes. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return "it is not a folder";
    }
    @Nullable String text =
        e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    Matcher inParentheses = REASON_IN_PARENTHESES.matcher(String.valueOf(text));
    return text == null
        ? "input/output error"
        : inParentheses.matches() ? inParentheses.group(1) : text;
  }
}
