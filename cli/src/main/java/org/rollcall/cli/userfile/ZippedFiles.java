package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files in a zip. They are read as streams and not written to disk. So their names are
 * never used as paths. See D-028.
 */
final class ZippedFiles {

  private static final int MAX_ENTRIES = 10_000;

  private final ZipInputStream zip;
  private final DecompressionGuard content;
  private int entries;

  /** Reads a file. */
  interface FileReader {
    void read(String name, InputStream content) throws IOException;
  }

  ZippedFiles(InputStream in) throws IOException {
    BoundedInputStream compressed = BoundedInputStream.builder().setInputStream(in).get();
    // ISO 8859-1 decodes any name that is not marked as UTF-8.
    zip = new ZipInputStream(compressed, StandardCharsets.ISO_8859_1);
    content = new DecompressionGuard(zip, compressed);
  }

  /**
   * Passes each file to a reader, which may stop before the end of the file.
   *
   * @return the number of files
   * @throws InvalidFileException if the zip has too many files, or too large ones
   * @throws IOException if the zip is damaged
   */
  int forEach(FileReader reader) throws IOException {
    int files = 0;
    for (ZipEntry entry = nextEntry(); entry != null; entry = nextEntry()) {
      if (!isIgnored(entry)) {
        files++;
        reader.read(entry.getName(), content);
      }
      content.transferTo(OutputStream.nullOutputStream());
    }
    return files;
  }

  private @Nullable ZipEntry nextEntry() throws IOException {
    entries++;
    if (entries > MAX_ENTRIES) {
      throw new InvalidFileException(
          UserFileError.ZIP_TOO_MANY_FILES, String.format(Locale.ROOT, "%,d", MAX_ENTRIES));
    }
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(UserFileError.ZIP_INVALID_NAME);
    }
  }

  /** Whether an entry is a folder, or a file that macOS adds. */
  private static boolean isIgnored(ZipEntry entry) {
    String path = entry.getName();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return entry.isDirectory()
        || path.startsWith("__MACOSX/")
        || name.startsWith("._")
        || name.equals(".DS_Store");
  }
}
