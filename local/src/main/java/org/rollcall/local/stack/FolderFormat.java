package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.regex.Pattern;

/** The mark in a data folder's lock file, which has the format of the data. See D-159. */
final class FolderFormat {

  /** Increased by every change after which Rollcall cannot use the data of earlier commits. */
  private static final int FORMAT = 1;

  private static final String MARK = "A Rollcall data folder, format " + FORMAT + ".\n";

  /** The first data folders had no number. */
  private static final Pattern MARKS =
      Pattern.compile("A Rollcall data folder(, format \\d+)?\\.\\s*");

  private FolderFormat() {}

  /**
   * Whether a lock file has the mark of another format. A file without a mark is not of another.
   */
  static boolean isOther(FileChannel lockFile) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    lockFile.read(bytes, 0);
    String mark = UTF_8.decode(bytes.flip()).toString();
    return MARKS.matcher(mark).matches() && !mark.equals(MARK);
  }

  static void write(FileChannel lockFile) throws IOException {
    lockFile.truncate(0).write(UTF_8.encode(MARK));
  }
}
