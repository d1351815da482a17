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

/**
 * Lets containers in to servers that listen at {@code 127.0.0.1} alone, which for a container is
 * the container itself. In Docker's network on this machine it listens at the same ports, and hands
 * on whatever comes from that network, and nothing that comes through it from elsewhere. Docker
 * Desktop needs no such thing: it hands on by itself.
 *
 * <p>Who is let in still has to have the servers' key, so that strangers may come in too: each port
 * has no more than {@value #MOST_CALLERS} callers at once, and turns away the others.
 */
public final class DockerBridgeProxy implements AutoCloseable {

  /** Functions in containers have a few connections each; each takes two threads. */
  static final int MOST_CALLERS = 128;

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What Docker Desktop calls the machine that it runs on. */
  private static final String DESKTOP = "host.docker.internal";

  private final String host;
  private final List<ServerSocket> doors = new ArrayList<>();
  private final List<Thread> keepers = new ArrayList<>();

  private DockerBridgeProxy(String host) {
    this.host = host;
  }

  /**
   * Opens it.
   *
   * @param bridge Docker's network; none, and nothing is listened at
   * @param ports those of the servers
   * @throws UncheckedIOException if a port is taken
   */
  public static DockerBridgeProxy open(Optional<DockerBridge> bridge, int... ports) {
    var door =
        new DockerBridgeProxy(bridge.map(its -> its.address().getHostAddress()).orElse(DESKTOP));
    try {
      for (int port : ports) {
        if (bridge.isPresent()) {
          door.listen(bridge.get(), port);
        }
      }
      return door;
    } catch (IOException e) {
      door.close();
      throw new UncheckedIOException("A port of Docker's network cannot be listened on", e);
    }
  }

  /** What containers call this machine. */
  public String host() {
    return host;
  }

  private void listen(DockerBridge bridge, int port) throws IOException {
    ServerSocket door = new ServerSocket();
    doors.add(door);
    door.bind(new InetSocketAddress(bridge.address(), port));
    keepers.add(start(() -> letIn(door, bridge, DockerBridgeProxy::pause)));
  }

  /**
   * Lets callers in until the door is closed.
   *
   * @param pause taken after a caller could not be had, since the next one may not be either, as
   *     where the process has no more files
   */
  static void letIn(ServerSocket door, DockerBridge bridge, Runnable pause) {
    Semaphore places = new Semaphore(MOST_CALLERS);
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        if (bridge.has(caller.getInetAddress()) && places.tryAcquire()) {
          start(
              () -> {
                try {
                  handOn(caller, door.getLocalPort());
                } finally {
                  places.release();
                }
              });
        } else {
          caller.close();
        }
      } catch (IOException e) {
        if (!door.isClosed()) {
          pause.run();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the server has ended the connection, or the caller is gone. */
  private static void handOn(Socket caller, int port) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      start(() -> handOnRequests(caller, server));
      server.getInputStream().transferTo(caller.getOutputStream());
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static void handOnRequests(Socket caller, Socket server) {
    try {
      caller.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone, so that the server need not wait.
      closeAll(List.of(server));
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "rollcall-containers");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Lets nobody in from now on: a port is open until whoever waits at it has noticed. */
  @Override
  public void close() {
    closeAll(doors);
    try {
      for (Thread keeper : keepers) {
        keeper.join(PAUSE.multipliedBy(50).toMillis());
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
        // It is of no more use either way.
      }
    }
  }
}
