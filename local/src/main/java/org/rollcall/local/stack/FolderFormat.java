package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The mark in a data folder's lock file, which has the format of the data. See D-159. */
final class FolderFormat {

  /** Increased by every change after which Rollcall cannot use the data of earlier commits. */
  static final int FORMAT = 2;

  private static final String MARK = "A Rollcall data folder, format " + FORMAT + ".\n";

  private static final String RESTORING = "A Rollcall data folder that is being restored.\n";

  /** The first data folders had no number. */
  private static final Pattern MARKS =
      Pattern.compile("A Rollcall data folder(, format \\d+)?\\.\\s*");

  private FolderFormat() {}

  /**
   * Checks the mark in the lock file of a folder. A file without a mark is not of another format.
   *
   * @throws DataFolderException if it has the mark of another format, or the folder is incomplete
   */
  static void requireUsable(FileChannel lockFile, Path folder) throws IOException {
    String mark = read(lockFile);
    if (mark.equals(RESTORING)) {
      throw new DataFolderException(DataFolderError.DATA_FOLDER_HALF_RESTORED, folder);
    }
    if (MARKS.matcher(mark).matches() && !mark.equals(MARK)) {
      throw new DataFolderException(DataFolderError.DATA_FOLDER_OF_OTHER_VERSION, folder);
    }
  }

  private static String read(FileChannel lockFile) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    lockFile.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString();
  }

  /** Marks a folder as incomplete until {@link #write} is called. */
  static void writeRestoring(FileChannel lockFile) throws IOException {
    lockFile.truncate(0).write(UTF_8.encode(RESTORING));
  }

  static void write(FileChannel lockFile) throws IOException {
    lockFile.truncate(0).write(UTF_8.encode(MARK));
  }
}
