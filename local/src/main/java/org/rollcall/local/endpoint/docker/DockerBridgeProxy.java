package org.rollcall.local.endpoint.docker;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.rollcall.local.endpoint.DaemonThreads;

/**
 * Forwards connections from Docker containers to servers that listen on {@code 127.0.0.1} only. For
 * a container, {@code 127.0.0.1} is the container itself.
 *
 * <p>The proxy listens on the same ports on this machine's address in Docker's bridge network. It
 * accepts only connections from addresses in that network. Docker Desktop forwards connections
 * itself and needs no proxy.
 *
 * <p>The proxy does not authenticate clients; the servers check their key. Each port accepts at
 * most {@value #MAX_CONNECTIONS} connections at the same time and closes further ones.
 */
public final class DockerBridgeProxy implements AutoCloseable {

  /** A function in a container opens a few connections. Each connection uses two threads. */
  static final int MAX_CONNECTIONS = 128;

  /** The delay after a failed accept, so that a persistent failure does not use the CPU. */
  private static final Duration RETRY_DELAY = Duration.ofMillis(100);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** The name of the host machine in containers of Docker Desktop. */
  private static final String DOCKER_DESKTOP_HOST = "host.docker.internal";

  private final String host;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Thread> acceptThreads = new ArrayList<>();

  private DockerBridgeProxy(String host) {
    this.host = host;
  }

  /**
   * Starts listening.
   *
   * @param bridge Docker's bridge network. If empty, the proxy does not listen
   * @param ports the ports of the servers
   * @throws UncheckedIOException if a port cannot be used
   */
  public static DockerBridgeProxy open(Optional<DockerBridge> bridge, int... ports) {
    var proxy =
        new DockerBridgeProxy(
            bridge.map(network -> network.address().getHostAddress()).orElse(DOCKER_DESKTOP_HOST));
    try {
      for (int port : ports) {
        if (bridge.isPresent()) {
          proxy.listen(bridge.get(), port);
        }
      }
      return proxy;
    } catch (IOException e) {
      proxy.close();
      throw new UncheckedIOException("Cannot listen on Docker's bridge network", e);
    }
  }

  /** The name or address of this machine for containers. */
  public String host() {
    return host;
  }

  private void listen(DockerBridge bridge, int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listeners.add(listener);
    listener.bind(new InetSocketAddress(bridge.address(), port));
    acceptThreads.add(start(() -> accept(listener, bridge, DockerBridgeProxy::pause)));
  }

  /**
   * Accepts connections until the listener is closed.
   *
   * @param pause runs after a failed accept. The next accept may fail too, for example if the
   *     process has too many open files
   */
  static void accept(ServerSocket listener, DockerBridge bridge, Runnable pause) {
    Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (bridge.contains(client.getInetAddress()) && permits.tryAcquire()) {
          start(
              () -> {
                try {
                  forward(client, listener.getLocalPort());
                } finally {
                  permits.release();
                }
              });
        } else {
          client.close();
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          pause.run();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_DELAY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forwards a connection until the server or the client closes it. */
  private static void forward(Socket client, int port) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      start(() -> forwardRequests(client, server));
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // The client or the server has closed the connection.
    }
  }

  private static void forwardRequests(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException e) {
      // The client or the server has closed the connection. The server must not wait for more.
      closeAll(List.of(server));
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = DaemonThreads.named("rollcall-containers").newThread(work);
    thread.start();
    return thread;
  }

  /**
   * Stops listening. Waits for the accept threads, since the port remains open until they have
   * noticed.
   */
  @Override
  public void close() {
    closeAll(listeners);
    try {
      for (Thread thread : acceptThreads) {
        thread.join(CLOSE_TIMEOUT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeAll(List<? extends Closeable> sockets) {
    for (Closeable socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // The socket is not used any more.
      }
    }
  }
}
