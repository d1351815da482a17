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
import org.rollcall.error.Fault;

/**
 * Reads a file of users in Alma's REST JSON, as JSON Lines, or in Alma's XML, plain or compressed.
 * The file is read once, one record at a time. It may have any size.
 */
public final class UserFile {

  /** In characters. A longer record cannot be a user, because DynamoDB stores at most 400 KB. */
  public static final int MAX_RECORD_LENGTH = 1_000_000;

  /** The end of the message of an error after which reading stops. */
  static final String REST_NOT_READ = "; the rest was not read";

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
    UserFile file = new UserFile(path.toString(), sink);
    // The streams of the class Files cannot read pipes.
    try (InputStream in =
        new BufferedInputStream(new FileInputStream(path.toFile()), BUFFER_BYTES)) {
      file.read(in);
    } catch (InvalidFileException e) {
      file.stop(e.toFault(file.place));
    } catch (EOFException e) {
      file.stop(Fault.of(file.place, UserFileError.COMPRESSION_INCOMPLETE));
    } catch (ZipException e) {
      String reason = String.valueOf(e.getMessage());
      file.stop(Fault.of(file.place, UserFileError.COMPRESSION_INVALID, reason));
    } catch (IOException e) {
      file.stop(Fault.of(file.place, UserFileError.USER_FILE_NOT_READABLE));
    }
  }

  /** Reports an error after which the rest of a file is not read. */
  private void stop(Fault error) {
    sink.notLoaded(new Fault(error.code(), error.path(), error.message() + REST_NOT_READ));
  }

  private void read(InputStream in) throws IOException {
    FileFormat.Detected detected = FileFormat.detect(in);
    switch (detected.format()) {
      case ZIP -> {
        if (new ZippedFiles(in).forEach(this::readEntry) == 0) {
          sink.notLoaded(Fault.of(name, UserFileError.ZIP_EMPTY));
        }
      }
      case GZIP -> {
        DecompressionGuard.Counter compressed = new DecompressionGuard.Counter(in);
        readContent(new DecompressionGuard(new GZIPInputStream(compressed), compressed));
      }
      default -> readText(detected, in);
    }
  }

  private void readEntry(String entry, InputStream content) throws IOException {
    place = name + ", " + entry;
    readContent(content);
  }

  private void readContent(InputStream content) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content);
    FileFormat.Detected detected = FileFormat.detect(in);
    if (detected.format() == FileFormat.ZIP || detected.format() == FileFormat.GZIP) {
      sink.notLoaded(Fault.of(place, UserFileError.COMPRESSED_TWICE));
    } else {
      readText(detected, in);
    }
  }

  private void readText(FileFormat.Detected detected, InputStream in) throws IOException {
    switch (detected.format()) {
      case JSON, XML -> {
        try {
          Reader text = Encoding.open(in, detected.encoding());
          read(
              detected.format() == FileFormat.JSON
                  ? new JsonUsers(place, new JsonText(text), sink)
                  : new XmlUsers(place, new XmlCursor(text), sink));
        } catch (InvalidTextException e) {
          stop(e.toFault(place + " line 1"));
        }
      }
      case EMPTY -> sink.notLoaded(Fault.of(place, UserFileError.USER_FILE_EMPTY));
      default -> sink.notLoaded(Fault.of(place, UserFileError.USER_FILE_UNKNOWN_FORMAT));
    }
  }

  private void read(UserReader reader) throws IOException {
    try {
      reader.read();
    } catch (InvalidTextException e) {
      stop(e.toFault(reader.place()));
    } catch (IOException e) {
      place = reader.place();
      throw e;
    }
  }
}
