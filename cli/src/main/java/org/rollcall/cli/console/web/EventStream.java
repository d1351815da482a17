package org.rollcall.cli.console.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.rollcall.json.Json;

/** Sends server-sent events to one page. */
public final class EventStream {

  private final OutputStream out;
  private final BooleanSupplier isOpen;

  EventStream(OutputStream out, BooleanSupplier isOpen) {
    this.out = out;
    this.isOpen = isOpen;
  }

  /** Whether the session has not ended, and the server is not being stopped. */
  public boolean isOpen() {
    return isOpen.getAsBoolean();
  }

  /**
   * Sends an event.
   *
   * @param data becomes JSON, in one line
   * @throws IOException if the page was closed
   */
  public void send(String event, Object data) throws IOException {
    write("event: " + event + "\ndata: " + Json.text(data) + "\n\n");
  }

  /**
   * Sends a line that pages ignore, to find out whether the page was closed.
   *
   * @throws IOException if it was
   */
  public void ping() throws IOException {
    write(":\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
