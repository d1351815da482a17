package org.rollcall.local.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets containers in to servers that listen at {@code 127.0.0.1} alone, which for a container is
 * the container itself. In Docker's network on this machine it listens at the same ports, and hands
 * on whatever comes from that network, and nothing that comes through it from elsewhere. Docker
 * Desktop needs no such thing: it hands on by itself.
 *
 * <p>Who is let in still has to have the servers' key.
 */
public final class ContainerDoor implements AutoCloseable {

  /** What Docker Desktop calls the machine that it runs on. */
  private static final String DESKTOP = "host.docker.internal";

  private final String host;
  private final List<ServerSocket> doors = new ArrayList<>();

  private ContainerDoor(String host) {
    this.host = host;
  }

  /**
   * Opens it.
   *
   * @param bridge Docker's network; none, and nothing is listened at
   * @param ports those of the servers
   * @throws UncheckedIOException if a port is taken
   */
  public static ContainerDoor open(Optional<DockerBridge> bridge, int... ports) {
    var door = new ContainerDoor(bridge.map(its -> its.address().getHostAddress()).orElse(DESKTOP));
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
    start(() -> letIn(door, bridge));
  }

  private static void letIn(ServerSocket door, DockerBridge bridge) {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        if (bridge.has(caller.getInetAddress())) {
          start(() -> handOn(caller, door.getLocalPort()));
        } else {
          caller.close();
        }
      } catch (IOException e) {
        // The door was closed, or the caller has gone.
      }
    }
  }

  private static void handOn(Socket caller, int port) {
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread answers = start(() -> copy(server, caller));
      copy(caller, server);
      answers.join();
    } catch (IOException e) {
      // The server has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone, so that the other one need not wait.
      closeAll(List.of(from, to));
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "rollcall-containers");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Lets nobody in from now on. */
  @Override
  public void close() {
    closeAll(doors);
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
