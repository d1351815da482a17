package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How containers get in, with a second address of this machine in the place of Docker's bridge. */
class ContainerDoorTest {

  /** Whoever connects to it from here comes from 127.0.0.1. */
  private static final String BRIDGE = "127.0.0.2";

  private ServerSocket server;

  /** A server that answers with what it is sent, to its end. */
  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread echo =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                  caller.getOutputStream().write(caller.getInputStream().readAllBytes());
                } catch (IOException e) {
                  // The test is over.
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
  void callerOfTheBridgesNetwork_shouldReachTheServer() throws IOException {
    try (ContainerDoor door = open(8)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThat(said("hello")).isEqualTo("hello");
      assertThat(said("x".repeat(1 << 20))).hasSize(1 << 20);
    }
  }

  @Test
  void callerFromElsewhere_shouldBeTurnedAway() throws IOException {
    try (ContainerDoor door = open(32)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThat(said("hello")).isEmpty();
    }
  }

  @Test
  void doorThatIsClosed_shouldLetNobodyIn() throws IOException {
    open(8).close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> said("hello"));
  }

  @Test
  void portThatIsTaken_shouldBeSaid() throws IOException {
    try (ContainerDoor door = open(8)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(8));
    }
  }

  @Test
  void machineWithoutABridge_shouldBeCalledAsDockerDesktopCallsIt() {
    try (ContainerDoor door = ContainerDoor.open(Optional.empty(), server.getLocalPort())) {
      assertThat(door.host()).isEqualTo("host.docker.internal");
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
  void bridge_shouldKnowItsNetworksAddresses(
      String address, int prefixBits, String other, boolean isOfIt) throws UnknownHostException {
    DockerBridge bridge = new DockerBridge(InetAddress.getByName(address), prefixBits);

    assertThat(bridge.has(InetAddress.getByName(other))).isEqualTo(isOfIt);
  }

  private ContainerDoor open(int prefixBits) throws IOException {
    InetAddress address = InetAddress.getByName(BRIDGE);
    assumeTrue(isOurs(address), "this machine has no second address on its loopback interface");
    return ContainerDoor.open(
        Optional.of(new DockerBridge(address, prefixBits)), server.getLocalPort());
  }

  private static boolean isOurs(InetAddress address) {
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What comes back of what is said through the door; nothing where it is shut in one's face. */
  private String said(String words) throws IOException {
    try (Socket socket = new Socket(BRIDGE, server.getLocalPort())) {
      socket.getOutputStream().write(words.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (ConnectException e) {
      throw e;
    } catch (SocketException e) {
      return "";
    }
  }
}
