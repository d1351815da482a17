package org.rollcall.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads an archive of a {@link TarWriter}, one file after the other. */
public final class TarReader {

  /** The key of an extended attribute, as other programs write it. */
  static final String ATTRIBUTE = "SCHILY.xattr.user.";

  private static final int MAX_RECORDS_BYTES = 1 << 20;

  private final InputStream in;
  private long rest;
  private int padding;

  public TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next file.
   *
   * @throws InvalidArchiveException if there is none, or anything else
   * @throws EOFException if the archive is incomplete
   */
  public TarEntry next() throws IOException {
    copyTo(OutputStream.nullOutputStream());
    TarHeader extended = TarHeader.read(block());
    if (extended.type() != TarHeader.EXTENDED || extended.size() > MAX_RECORDS_BYTES) {
      throw new InvalidArchiveException("it has an entry that is not a file");
    }
    byte[] records = readFully((int) extended.size());
    readFully((int) (-extended.size() & (TarHeader.BLOCK - 1)));
    TarHeader file = TarHeader.read(block());
    if (file.type() != TarHeader.FILE) {
      throw new InvalidArchiveException("it has an entry that is not a file");
    }
    TarEntry entry = entry(records(records));
    rest = entry.size();
    padding = (int) (-entry.size() & (TarHeader.BLOCK - 1));
    return entry;
  }

  private byte[] block() throws IOException {
    return readFully(TarHeader.BLOCK);
  }

  private byte[] readFully(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it ends too early");
    }
    return bytes;
  }

  /** Copies the content of the current file, or the part that was not copied yet. */
  public void copyTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (rest > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (read < 0) {
        throw new EOFException("it ends too early");
      }
      out.write(buffer, 0, read);
      rest -= read;
    }
    readFully(padding);
    padding = 0;
  }

  /**
   * Reads the end of the archive, and of the stream.
   *
   * @throws InvalidArchiveException if there is another file
   */
  public void end() throws IOException {
    copyTo(OutputStream.nullOutputStream());
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != 0) {
        throw new InvalidArchiveException("it has data after its end");
      }
    }
  }

  private static Map<String, byte[]> records(byte[] bytes) throws IOException {
    Map<String, byte[]> records = new HashMap<>();
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    while (in.available() > 0) {
      int available = in.available();
      String length = readUntil(in, ' ');
      int read = available - in.available();
      if (!length.matches("[1-9]\\d{0,6}") || Integer.parseInt(length) <= read) {
        throw new InvalidArchiveException("an extended header is invalid");
      }
      byte[] record = in.readNBytes(Integer.parseInt(length) - read);
      ByteArrayInputStream parts = new ByteArrayInputStream(record);
      String key = readUntil(parts, '=');
      byte[] value = parts.readNBytes(Math.max(0, parts.available() - 1));
      records.put(key, value);
    }
    return records;
  }

  private static String readUntil(InputStream in, char end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0) {
        throw new InvalidArchiveException("an extended header is invalid");
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static TarEntry entry(Map<String, byte[]> records) throws InvalidArchiveException {
    Map<String, byte[]> attributes = new HashMap<>();
    records.forEach(
        (key, value) -> {
          if (key.startsWith(ATTRIBUTE)) {
            attributes.put(key.substring(ATTRIBUTE.length()), value);
          }
        });
    String size = text(records, "size", "\\d{1,18}");
    String[] modified = text(records, "mtime", "-?\\d{1,15}\\.\\d{9}").split("\\.", -1);
    return new TarEntry(
        text(records, "path", "(?s).+"),
        Long.parseLong(size),
        Instant.ofEpochSecond(Long.parseLong(modified[0]), Long.parseLong(modified[1])),
        text(records, "comment", "(?s).*"),
        attributes);
  }

  private static String text(Map<String, byte[]> records, String key, String pattern)
      throws InvalidArchiveException {
    byte[] value = records.get(key);
    if (value == null || !new String(value, UTF_8).matches(pattern)) {
      throw new InvalidArchiveException("it has a file without a valid " + key);
    }
    return new String(value, UTF_8);
  }
}
