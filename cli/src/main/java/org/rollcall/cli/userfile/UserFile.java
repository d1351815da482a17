package org.rollcall.cli.userfile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of users, in Alma's REST JSON, as JSON Lines, or in Alma's XML, plain or packed. It is
 * read once from its start to its end, one record at a time, whatever its size.
 */
public final class UserFile {

  /** In characters; what is longer is no user, and DynamoDB stores 400 KB at most. */
  public static final int LONGEST_RECORD = 1_000_000;

  private static final String REST = "; nothing from here on was read";

  private final String name;
  private final UserSink sink;
  private String place;

  private UserFile(String name, UserSink sink) {
    this.name = name;
    this.place = name;
    this.sink = sink;
  }

  /** Reads a file. Whatever is wrong with it, the sink is told. */
  public static void read(Path path, UserSink sink) {
    UserFile file = new UserFile(path.toString(), sink);
    // Unlike a channel's, this stream can be of a pipe.
    try (InputStream in = new BufferedInputStream(new FileInputStream(path.toFile()), 1 << 16)) {
      file.read(in);
    } catch (IOException e) {
      sink.unreadable(file.place, reason(e) + REST);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof UnreadableFileException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof EOFException) {
      return "it is damaged: it was cut off";
    }
    return e instanceof ZipException
        ? "it is damaged, or packed in a way that is not known here (" + e.getMessage() + ")"
        : "it cannot be read";
  }

  private void read(InputStream in) throws IOException {
    FileFormat.Glance glance = FileFormat.of(in);
    switch (glance.form()) {
      case ZIP -> {
        if (new ZippedFiles(in).forEach(this::readEntry) == 0) {
          sink.unreadable(name, "there is no file in it");
        }
      }
      case GZIP -> {
        DecompressionGuard.Counter packed = new DecompressionGuard.Counter(in);
        readUnpacked(new DecompressionGuard(new GZIPInputStream(packed), packed));
      }
      default -> readText(glance, in);
    }
  }

  private void readEntry(String entry, InputStream content) throws IOException {
    place = name + ", " + entry;
    readUnpacked(content);
  }

  private void readUnpacked(InputStream content) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content);
    FileFormat.Glance glance = FileFormat.of(in);
    if (glance.form() == FileFormat.ZIP || glance.form() == FileFormat.GZIP) {
      sink.unreadable(place, "it is packed once more; unpack it and load what is in it");
    } else {
      readText(glance, in);
    }
  }

  private void readText(FileFormat.Glance glance, InputStream in) throws IOException {
    switch (glance.form()) {
      case JSON, XML -> {
        try {
          Reader text = Encoding.open(in, glance.encoding());
          read(
              glance.form() == FileFormat.JSON
                  ? new JsonUsers(place, new JsonText(text), sink)
                  : new XmlUsers(place, new XmlCursor(text), sink));
        } catch (UnreadableTextException e) {
          sink.unreadable(place + " line 1", e.getMessage() + REST);
        }
      }
      case EMPTY -> sink.unreadable(place, "it is empty");
      default -> sink.unreadable(place, "it holds no users: it is neither JSON nor XML");
    }
  }

  private void read(UserReader text) throws IOException {
    try {
      text.read();
    } catch (UnreadableTextException e) {
      sink.unreadable(text.place(), e.getMessage() + REST);
    } catch (IOException e) {
      place = text.place();
      throw e;
    }
  }
}
