package org.rollcall.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Captures everything that this process prints and logs. On AWS this is a function's log. */
final class OutputCapture implements AutoCloseable {

  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger root = Logger.getLogger("");
  private final StreamHandler handler;

  OutputCapture() {
    PrintStream all = new PrintStream(captured, true, StandardCharsets.UTF_8);
    System.setOut(all);
    System.setErr(all);
    handler = new StreamHandler(all, new SimpleFormatter());
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  String text() {
    handler.flush();
    return captured.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    root.removeHandler(handler);
    System.setOut(out);
    System.setErr(err);
  }
}
