package org.rollcall.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads each request and sends a fixed response, or closes the connection. */
final class FixedResponseServer implements AutoCloseable {

  private final ServerSocket server;
  private final String response;
  private final AtomicInteger requests = new AtomicInteger();

  private FixedResponseServer(ServerSocket server, String response) {
    this.server = server;
    this.response = response;
  }

  static FixedResponseServer of(int status, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return start(
        "HTTP/1.1 %d Fixed\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, length, body));
  }

  /** A server that closes connections without a response. */
  static FixedResponseServer withoutResponse() throws IOException {
    return start("");
  }

  private static FixedResponseServer start(String response) throws IOException {
    FixedResponseServer fixed =
        new FixedResponseServer(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), response);
    Thread thread = new Thread(fixed::serve, "fixed-response");
    thread.setDaemon(true);
    thread.start();
    return fixed;
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
        readRequest(caller.getInputStream());
        requests.incrementAndGet();
        caller.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The server or the connection was closed.
      }
    }
  }

  /** Reads the head and the body of a request. */
  private static void readRequest(InputStream in) throws IOException {
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
