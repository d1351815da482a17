package org.rollcall.local.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/** Writes files into an archive, one after the other. Common programs can unpack it. */
public final class TarWriter {

  private static final int END_BLOCKS = 2;

  private final OutputStream out;

  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a file.
   *
   * @param content has at least the bytes of the entry's size; others are not read
   * @throws EOFException if it has fewer
   */
  public void write(TarEntry entry, InputStream content) throws IOException {
    byte[] records = records(entry);
    writeHeader("PaxHeaders/file", TarHeader.EXTENDED, records.length, 0);
    out.write(records);
    pad(records.length);
    writeHeader(entry.path(), TarHeader.FILE, entry.size(), entry.modified().getEpochSecond());
    byte[] buffer = new byte[1 << 16];
    long rest = entry.size();
    while (rest > 0) {
      int read = content.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (read < 0) {
        throw new EOFException(entry.path() + " became shorter while it was read");
      }
      out.write(buffer, 0, read);
      rest -= read;
    }
    pad(entry.size());
  }

  private void writeHeader(String name, char type, long size, long modified) throws IOException {
    out.write(new TarHeader(name, type, size, modified).bytes());
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (TarHeader.BLOCK - 1))]);
  }

  private static byte[] records(TarEntry entry) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    record(records, "path", entry.path().getBytes(UTF_8));
    record(records, "size", String.valueOf(entry.size()).getBytes(UTF_8));
    Instant modified = entry.modified();
    String time = "%d.%09d".formatted(modified.getEpochSecond(), modified.getNano());
    record(records, "mtime", time.getBytes(UTF_8));
    record(records, "comment", entry.comment().getBytes(UTF_8));
    for (Map.Entry<String, byte[]> attribute : entry.attributes().entrySet()) {
      record(records, TarReader.ATTRIBUTE + attribute.getKey(), attribute.getValue());
    }
    return records.toByteArray();
  }

  /** A record starts with its own length in decimal digits. */
  private static void record(ByteArrayOutputStream records, String key, byte[] value) {
    int rest = key.getBytes(UTF_8).length + value.length + " =\n".length();
    int length = rest + 1;
    while (length != rest + String.valueOf(length).length()) {
      length = rest + String.valueOf(length).length();
    }
    records.writeBytes((length + " " + key + "=").getBytes(UTF_8));
    records.writeBytes(value);
    records.write('\n');
  }

  /** Ends the archive. Does not close the stream. */
  public void finish() throws IOException {
    out.write(new byte[END_BLOCKS * TarHeader.BLOCK]);
  }
}
