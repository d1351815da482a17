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
 * The network in which Docker Engine has its containers, as long as they name no other.
 *
 * @param address this machine's in it
 * @param prefixBits how many bits of it all addresses of the network share
 */
public record DockerBridge(InetAddress address, int prefixBits) {

  private static final String INTERFACE = "docker0";

  public DockerBridge {
    requireNonNull(address, "address is null");
    if (prefixBits < 1 || prefixBits > address.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("no network has a prefix of " + prefixBits + " bits");
    }
  }

  /** The bridge of this machine; Docker Desktop has its own in a virtual machine, and none here. */
  public static Optional<DockerBridge> find() {
    try {
      return Stream.ofNullable(NetworkInterface.getByName(INTERFACE))
          .flatMap(bridge -> bridge.getInterfaceAddresses().stream())
          .filter(own -> own.getAddress() instanceof Inet4Address)
          .map(DockerBridge::of)
          .findFirst();
    } catch (SocketException e) {
      throw new UncheckedIOException("The machine's networks cannot be looked at", e);
    }
  }

  private static DockerBridge of(InterfaceAddress own) {
    return new DockerBridge(own.getAddress(), own.getNetworkPrefixLength());
  }

  /** Whether an address is of this network. */
  boolean has(InetAddress other) {
    return Arrays.equals(prefix(address), prefix(other));
  }

  private byte[] prefix(InetAddress of) {
    byte[] bytes = of.getAddress();
    for (int bit = prefixBits; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return bytes;
  }
}
