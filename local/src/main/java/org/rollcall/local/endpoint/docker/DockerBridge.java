package org.rollcall.local.endpoint.docker;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
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
          .filter(found -> found.getAddress() instanceof Inet4Address)
          .map(found -> new DockerBridge(found.getAddress(), found.getNetworkPrefixLength()))
          .findFirst();
    } catch (SocketException e) {
      throw new UncheckedIOException("The network interfaces cannot be listed", e);
    }
  }

  /** Whether an address belongs to this network. */
  boolean contains(InetAddress other) {
    return other.getClass() == address.getClass() && prefix(other).equals(prefix(address));
  }

  private BigInteger prefix(InetAddress any) {
    byte[] bytes = any.getAddress();
    return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - prefixBits);
  }
}
