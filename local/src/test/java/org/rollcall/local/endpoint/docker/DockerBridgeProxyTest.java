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

/** How containers get in, with a second address of this machine in the place of Docker's bridge. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DockerBridgeProxyTest {

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
    try (DockerBridgeProxy door = open(8)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThat(said("hello")).isEqualTo("hello");
      assertThat(said("x".repeat(1 << 20))).hasSize(1 << 20);
    }
  }

  @Test
  void callerFromElsewhere_shouldBeTurnedAway() throws IOException {
    try (DockerBridgeProxy door = open(32)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThat(said("hello")).isEmpty();
    }
  }

  @Test
  void callersBeyondTheMost_shouldBeTurnedAwayUntilOneHasGone() throws IOException {
    try (Greeter greeter = new Greeter(true);
        DockerBridgeProxy door = open(8, greeter.port())) {
      List<Socket> callers = new ArrayList<>();
      while (callers.size() < DockerBridgeProxy.MAX_CONNECTIONS) {
        callers.add(new Socket(door.host(), greeter.port()));
        assertThat(isGreeted(callers.get(callers.size() - 1))).isTrue();
      }
      assertThat(isGreetedAnew(door, greeter)).isFalse();

      callers.get(0).close();

      while (!isGreetedAnew(door, greeter)) {
        Thread.onSpinWait();
      }
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  void callersWhomTheServerHasLeft_shouldTakeNoPlaces() throws IOException {
    try (Greeter greeter = new Greeter(false);
        DockerBridgeProxy door = open(8, greeter.port())) {
      List<Socket> callers = new ArrayList<>();
      while (callers.size() <= DockerBridgeProxy.MAX_CONNECTIONS) {
        Socket caller = new Socket(door.host(), greeter.port());
        if (isGreeted(caller)) {
          callers.add(caller);
        } else {
          caller.close();
        }
      }
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  void callersWhoCannotBeHad_shouldBeAskedForAfterAPause() throws IOException {
    AtomicInteger pauses = new AtomicInteger();
    try (ServerSocket door =
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
          door, new DockerBridge(InetAddress.getByName(BRIDGE), 8), pauses::incrementAndGet);

      assertThat(pauses).hasValue(3);
    }
  }

  @Test
  void doorThatIsClosed_shouldLetNobodyIn() throws IOException {
    open(8).close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> said("hello"));
  }

  @Test
  void portThatIsTaken_shouldBeSaid() throws IOException {
    try (DockerBridgeProxy door = open(8)) {
      assertThat(door.host()).isEqualTo(BRIDGE);
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(8));
    }
  }

  @Test
  void machineWithoutABridge_shouldBeCalledAsDockerDesktopCallsIt() {
    try (DockerBridgeProxy door = DockerBridgeProxy.open(Optional.empty(), server.getLocalPort())) {
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

    assertThat(bridge.contains(InetAddress.getByName(other))).isEqualTo(isOfIt);
  }

  private DockerBridgeProxy open(int prefixBits) throws IOException {
    return open(prefixBits, server.getLocalPort());
  }

  private static DockerBridgeProxy open(int prefixBits, int port) throws IOException {
    InetAddress address = InetAddress.getByName(BRIDGE);
    assumeTrue(isOurs(address), "this machine has no second address on its loopback interface");
    return DockerBridgeProxy.open(Optional.of(new DockerBridge(address, prefixBits)), port);
  }

  private static boolean isOurs(InetAddress address) {
    try (ServerSocket any = new ServerSocket()) {
      any.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isGreetedAnew(DockerBridgeProxy door, Greeter greeter) throws IOException {
    try (Socket caller = new Socket(door.host(), greeter.port())) {
      return isGreeted(caller);
    }
  }

  /** Whether there is a greeting, or the end. */
  private static boolean isGreeted(Socket caller) throws IOException {
    return caller.getInputStream().read() == Greeter.GREETING;
  }

  /** A server that greets every caller, and stays with them until they go, or does not. */
  private static final class Greeter implements AutoCloseable {

    private static final int GREETING = '!';

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final boolean stays;

    Greeter(boolean stays) throws IOException {
      this.stays = stays;
      start(this::greet);
    }

    int port() {
      return socket.getLocalPort();
    }

    private void greet() {
      try (Socket caller = socket.accept()) {
        start(this::greet);
        caller.getOutputStream().write(GREETING);
        if (stays) {
          caller.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work, "greeter");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      socket.close();
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
