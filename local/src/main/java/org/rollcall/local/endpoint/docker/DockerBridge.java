package org.rollcall.local.endpoint.docker;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The default network of containers in Docker Engine.
 *
 * @param address the address of this machine in the network
 * @param prefixBits the length of the network prefix, in bits
 */
public record DockerBridge(InetAddress address, int prefixBits) {

  private static final String INTERFACE = "docker0";

  public DockerBridge {
    requireNonNull(address, "address is null");
    if (prefixBits < 1 || prefixBits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("invalid network prefix length: " + prefixBits);
    }
  }

  /**
   * Finds the bridge network of this machine. Empty with Docker Desktop, whose network is in a
   * virtual machine.
   */
  public static Optional<DockerBridge> find() {
    try {
      return Stream.ofNullable(NetworkInterface.getByName(INTERFACE))
          .flatMap(bridge -> bridge.getInterfaceAddresses().stream())
          .filter(interfaceAddress -> interfaceAddress.getAddress() instanceof Inet4Address)
          .map(DockerBridge::of)
          .findFirst();
    } catch (SocketException e) {
      throw new UncheckedIOException("The network interfaces cannot be listed", e);
    }
  }

  private static DockerBridge of(InterfaceAddress interfaceAddress) {
    return new DockerBridge(
        interfaceAddress.getAddress(), interfaceAddress.getNetworkPrefixLength());
  }

  /** Whether an address belongs to this network. */
  boolean contains(InetAddress other) {
    return Arrays.equals(prefix(address), prefix(other));
  }

  private byte[] prefix(InetAddress anyAddress) {
    byte[] bytes = anyAddress.getAddress();
    for (int bit = prefixBits; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return bytes;
  }
}
