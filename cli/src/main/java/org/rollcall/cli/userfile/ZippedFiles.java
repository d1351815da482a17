package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files in a zip, one after the other. Nothing is written anywhere, so that an entry's name is
 * a name and no path.
 */
final class ZippedFiles {

  private static final int MOST_ENTRIES = 10_000;

  private final ZipInputStream zip;
  private final DecompressionGuard content;
  private int entries;

  /** Takes a file. */
  interface FileReader {
    void read(String name, InputStream content) throws IOException;
  }

  ZippedFiles(InputStream in) {
    DecompressionGuard.Counter packed = new DecompressionGuard.Counter(in);
    // For names that do not say that they are UTF-8: whatever they are, they can be read.
    zip = new ZipInputStream(packed, StandardCharsets.ISO_8859_1);
    content = new DecompressionGuard(zip, packed);
  }

  /**
   * Gives the files to a reader, which need not read them to their ends.
   *
   * @return how many there were
   * @throws IOException if the zip is damaged or is out to do harm, from there on
   */
  int forEach(FileReader reader) throws IOException {
    int files = 0;
    for (ZipEntry entry = next(); entry != null; entry = next()) {
      if (!isPassedOver(entry)) {
        files++;
        reader.read(entry.getName(), content);
      }
      content.skipRest();
    }
    return files;
  }

  private @Nullable ZipEntry next() throws IOException {
    entries++;
    if (entries > MOST_ENTRIES) {
      throw new UnreadableFileException("there are more than 10,000 files in it");
    }
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new UnreadableFileException("it is damaged: a name in it is not text");
    }
  }

  /** Folders, and what macOS puts beside the files. */
  private static boolean isPassedOver(ZipEntry entry) {
    String name = entry.getName();
    String last = name.substring(name.lastIndexOf('/') + 1);
    return entry.isDirectory()
        || name.startsWith("__MACOSX/")
        || last.startsWith("._")
        || last.equals(".DS_Store");
  }
}
