package org.rollcall.local.endpoint.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses a second address of this machine instead of Docker's bridge. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DockerBridgeProxyTest {

  /** Connections from this machine to this address have the source address 127.0.0.1. */
  private static final String BRIDGE = "127.0.0.2";

  private ServerSocket server;

  /** Starts a server that returns everything it receives. */
  @BeforeEach
  void startEchoServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread echo =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                  connection.getOutputStream().write(connection.getInputStream().readAllBytes());
                } catch (IOException e) {
                  // The test has ended.
                }
              }
            });
    echo.setDaemon(true);
    echo.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void connectionFromTheBridgesNetwork_shouldReachTheServer() throws IOException {
    try (DockerBridgeProxy proxy = open(8)) {
      assertThat(proxy.host()).isEqualTo(BRIDGE);
      assertThat(echo("hello")).isEqualTo("hello");
      assertThat(echo("x".repeat(1 << 20))).hasSize(1 << 20);
    }
  }

  @Test
  void connectionFromAnotherNetwork_shouldBeClosed() throws IOException {
    try (DockerBridgeProxy proxy = open(32)) {
      assertThat(proxy.host()).isEqualTo(BRIDGE);
      assertThat(echo("hello")).isEmpty();
    }
  }

  @Test
  void connectionsBeyondTheMaximum_shouldBeClosedUntilAnotherEnds() throws IOException {
    try (GreetingServer greetingServer = new GreetingServer(true);
        DockerBridgeProxy proxy = open(8, greetingServer.port())) {
      List<Socket> connections = new ArrayList<>();
      while (connections.size() < DockerBridgeProxy.MAX_CONNECTIONS) {
        connections.add(new Socket(proxy.host(), greetingServer.port()));
        assertThat(isGreeted(connections.get(connections.size() - 1))).isTrue();
      }
      assertThat(isNewConnectionGreeted(proxy, greetingServer)).isFalse();

      connections.get(0).close();

      while (!isNewConnectionGreeted(proxy, greetingServer)) {
        Thread.onSpinWait();
      }
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void connectionsThatTheServerClosed_shouldNotCount() throws IOException {
    try (GreetingServer greetingServer = new GreetingServer(false);
        DockerBridgeProxy proxy = open(8, greetingServer.port())) {
      List<Socket> connections = new ArrayList<>();
      while (connections.size() <= DockerBridgeProxy.MAX_CONNECTIONS) {
        Socket connection = new Socket(proxy.host(), greetingServer.port());
        if (isGreeted(connection)) {
          connections.add(connection);
        } else {
          connection.close();
        }
      }
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void failingAccept_shouldBeRetriedAfterAPause() throws IOException {
    AtomicInteger pauses = new AtomicInteger();
    try (ServerSocket listener =
        new ServerSocket() {
          @Override
          public Socket accept() throws IOException {
            if (pauses.get() == 3) {
              close();
            }
            throw new SocketException("Too many open files");
          }
        }) {
      DockerBridgeProxy.accept(
          listener, new DockerBridge(InetAddress.getByName(BRIDGE), 8), pauses::incrementAndGet);

      assertThat(pauses).hasValue(3);
    }
  }

  @Test
  void closedProxy_shouldAcceptNoConnections() throws IOException {
    open(8).close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> echo("hello"));
  }

  @Test
  void portInUse_shouldBeReported() throws IOException {
    try (DockerBridgeProxy proxy = open(8)) {
      assertThat(proxy.host()).isEqualTo(BRIDGE);
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(8));
    }
  }

  @Test
  void host_withoutABridge_shouldBeThatOfDockerDesktop() {
    try (DockerBridgeProxy proxy =
        DockerBridgeProxy.open(Optional.empty(), server.getLocalPort())) {
      assertThat(proxy.host()).isEqualTo("host.docker.internal");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "172.17.0.1, 16, 172.17.0.2, true",
    "172.17.0.1, 16, 172.17.255.255, true",
    "172.17.0.1, 16, 172.18.0.1, false",
    "172.17.0.1, 20, 172.17.15.255, true",
    "172.17.0.1, 20, 172.17.16.0, false",
    "172.17.0.1, 16, ::1, false",
    "10.0.0.1, 32, 10.0.0.1, true",
    "10.0.0.1, 32, 10.0.0.0, false"
  })
  void contains_shouldBeTrueForAddressesOfTheBridgesNetwork(
      String address, int prefixBits, String other, boolean isContained)
      throws UnknownHostException {
    DockerBridge bridge = new DockerBridge(InetAddress.getByName(address), prefixBits);

    assertThat(bridge.contains(InetAddress.getByName(other))).isEqualTo(isContained);
  }

  private DockerBridgeProxy open(int prefixBits) throws IOException {
    return open(prefixBits, server.getLocalPort());
  }

  private static DockerBridgeProxy open(int prefixBits, int port) throws IOException {
    InetAddress address = InetAddress.getByName(BRIDGE);
    assumeTrue(
        isOnThisMachine(address), "this machine has no second address on its loopback interface");
    return DockerBridgeProxy.open(Optional.of(new DockerBridge(address, prefixBits)), port);
  }

  private static boolean isOnThisMachine(InetAddress address) {
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isNewConnectionGreeted(
      DockerBridgeProxy proxy, GreetingServer greetingServer) throws IOException {
    try (Socket connection = new Socket(proxy.host(), greetingServer.port())) {
      return isGreeted(connection);
    }
  }

  /** Whether the server sends a greeting; otherwise the connection ends. */
  private static boolean isGreeted(Socket connection) throws IOException {
    return connection.getInputStream().read() == GreetingServer.GREETING;
  }

  /**
   * A server that sends a greeting on each connection, and may keep it open until the client closes
   * it.
   */
  private static final class GreetingServer implements AutoCloseable {

    private static final int GREETING = '!';

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final boolean keepsOpen;

    GreetingServer(boolean keepsOpen) throws IOException {
      this.keepsOpen = keepsOpen;
      start(this::greet);
    }

    int port() {
      return socket.getLocalPort();
    }

    private void greet() {
      try (Socket connection = socket.accept()) {
        start(this::greet);
        connection.getOutputStream().write(GREETING);
        if (keepsOpen) {
          connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        // The test has ended.
      }
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work, "greetingServer");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** The echo of a text through the proxy; empty if the proxy closes the connection. */
  private String echo(String text) throws IOException {
    try (Socket socket = new Socket(BRIDGE, server.getLocalPort())) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (ConnectException e) {
      throw e;
    } catch (SocketException e) {
      return "";
    }
  }
}
