package org.rollcall.cli.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command's output that remembers a failure, which a {@code PrintWriter} does not report. */
public final class CommandOutput extends FilterOutputStream {

  private @Nullable IOException failure;

  public CommandOutput(OutputStream out) {
    super(out);
  }

  /** Why a part of the output was not written, such as {@code No space left on device}. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure).map(e -> String.valueOf(e.getMessage()));
  }

  /** Whether a program that has read enough, such as {@code head}, has closed the output. */
  public boolean isClosedByReader() {
    return failure().filter(reason -> reason.contains("Broken pipe")).isPresent();
  }

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
