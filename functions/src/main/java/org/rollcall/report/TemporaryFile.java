package org.rollcall.report;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for content that may be too large for memory. Only its owner can read it. On Linux and
 * macOS it has no name from the beginning, so that nothing remains when the process is killed.
 */
final class TemporaryFile implements Closeable {

  private final FileChannel channel;
  private final OutputStream output;

  TemporaryFile() {
    try {
      Path path = Files.createTempFile("rollcall-", ".report");
      this.channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      this.output = new BufferedOutputStream(Channels.newOutputStream(channel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends to the file. The stream need not be closed. */
  OutputStream output() {
    return output;
  }

  /** The number of bytes. */
  long length() {
    try {
      output.flush();
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content from its beginning. Several streams can be open. */
  InputStream open() {
    return new BufferedInputStream(new Content(channel));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the file at its own position. */
  private static final class Content extends InputStream {

    private final FileChannel channel;
    private long position;

    Content(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
