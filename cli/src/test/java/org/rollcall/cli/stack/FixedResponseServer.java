package org.rollcall.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes each request whole, and gives all the same answer, or breaks off. */
final class FixedResponseServer implements AutoCloseable {

  private final ServerSocket server;
  private final String answer;
  private final AtomicInteger requests = new AtomicInteger();

  private FixedResponseServer(ServerSocket server, String answer) {
    this.server = server;
    this.answer = answer;
  }

  static FixedResponseServer of(int status, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return start(
        "HTTP/1.1 %d Said\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, length, body));
  }

  /** One that never answers. */
  static FixedResponseServer none() throws IOException {
    return start("");
  }

  private static FixedResponseServer start(String answer) throws IOException {
    FixedResponseServer one =
        new FixedResponseServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    Thread thread = new Thread(one::serve, "one-answer");
    thread.setDaemon(true);
    thread.start();
    return one;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  int requests() {
    return requests.get();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        take(caller.getInputStream());
        requests.incrementAndGet();
        caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The server was closed, or the caller has gone.
      }
    }
  }

  /** Reads a head, and as much of a body as it says. */
  private static void take(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head.append((char) next);
    }
    String length = head.toString().replaceFirst("(?is).*\r\ncontent-length: *(\\d+).*", "$1");
    in.readNBytes(length.matches("\\d+") ? Integer.parseInt(length) : 0);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
