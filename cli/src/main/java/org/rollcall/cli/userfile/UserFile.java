package org.rollcall.cli.userfile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.io.input.BoundedInputStream;
import org.rollcall.error.Fault;

/**
 * Reads a file of users in Alma's REST JSON, as JSON Lines, or in Alma's XML, plain or compressed.
 * The file is read once, one record at a time. It may have any size.
 */
public final class UserFile {

  /**
   * In characters, or in bytes of UTF-8. A longer record cannot be a user, because DynamoDB stores
   * at most 400 KB.
   */
  public static final int MAX_RECORD_LENGTH = 1_000_000;

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final UserSink sink;
  private String place;

  private UserFile(String name, UserSink sink) {
    this.name = name;
    this.place = name;
    this.sink = sink;
  }

  /** Reads a file. Errors are sent to the sink. */
  public static void read(Path path, UserSink sink) {
    // The streams of the class Files cannot read pipes.
    try (InputStream in = new FileInputStream(path.toFile())) {
      read(path.toString(), in, sink);
    } catch (IOException e) {
      sink.restNotRead(Fault.of(path.toString(), UserFileError.USER_FILE_NOT_READABLE));
    }
  }

  /** Reads the content of a file. Errors are sent to the sink. */
  static void read(String name, InputStream in, UserSink sink) {
    UserFile file = new UserFile(name, sink);
    try {
      file.read(new BufferedInputStream(in, BUFFER_BYTES));
    } catch (InvalidFileException e) {
      sink.restNotRead(e.toFault(file.place));
    } catch (EOFException e) {
      sink.restNotRead(Fault.of(file.place, UserFileError.COMPRESSION_INCOMPLETE));
    } catch (ZipException e) {
      String reason = String.valueOf(e.getMessage());
      sink.restNotRead(Fault.of(file.place, UserFileError.COMPRESSION_INVALID, reason));
    } catch (IOException e) {
      sink.restNotRead(Fault.of(file.place, UserFileError.USER_FILE_NOT_READABLE));
    }
  }

  private void read(BufferedInputStream in) throws IOException {
    FileFormat format = FileFormat.detect(in);
    switch (format) {
      case ZIP -> {
        if (new ZippedFiles(in).forEach(this::readEntry) == 0) {
          sink.notLoaded(Fault.of(name, UserFileError.ZIP_EMPTY));
        }
      }
      case GZIP -> {
        BoundedInputStream compressed = BoundedInputStream.builder().setInputStream(in).get();
        readContent(new DecompressionGuard(new GZIPInputStream(compressed), compressed));
      }
      default -> readText(format, in);
    }
  }

  private void readEntry(String entry, InputStream content) throws IOException {
    place = name + ", " + entry;
    readContent(content);
  }

  private void readContent(InputStream content) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content);
    FileFormat format = FileFormat.detect(in);
    if (format == FileFormat.ZIP || format == FileFormat.GZIP) {
      sink.notLoaded(Fault.of(place, UserFileError.COMPRESSED_TWICE));
    } else {
      readText(format, in);
    }
  }

  private void readText(FileFormat format, BufferedInputStream in) throws IOException {
    switch (format) {
      case JSON, XML -> {
        try {
          read(
              format == FileFormat.JSON
                  ? new JsonUsers(place, in, sink)
                  : new XmlUsers(place, XmlCursor.open(in), sink));
        } catch (InvalidTextException e) {
          sink.restNotRead(e.toFault(place + " line 1"));
        }
      }
      case OFFICE -> sink.notLoaded(Fault.of(place, UserFileError.USER_FILE_IS_TABLE));
      case EMPTY -> sink.notLoaded(Fault.of(place, UserFileError.USER_FILE_EMPTY));
      default -> sink.notLoaded(Fault.of(place, otherFormat(format, in)));
    }
  }

  private UserFileError otherFormat(FileFormat format, BufferedInputStream in) throws IOException {
    if (FileFormat.isTable(place, in)) {
      return UserFileError.USER_FILE_IS_TABLE;
    }
    return format == FileFormat.HTML
        ? UserFileError.USER_FILE_IS_WEB_PAGE
        : UserFileError.USER_FILE_UNKNOWN_FORMAT;
  }

  private void read(UserReader reader) throws IOException {
    try {
      reader.read();
    } catch (InvalidTextException e) {
      sink.restNotRead(e.toFault(reader.place()));
    } catch (IOException e) {
      place = reader.place();
      throw e;
    }
  }
}
