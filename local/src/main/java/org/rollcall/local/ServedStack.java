package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.endpoint.ServerKey;

/**
 * Where other programs on this machine find a local stack, as long as it is open: those that run
 * here, and those that run in Docker's containers, for which {@code 127.0.0.1} is the container.
 *
 * @param name what the stack is called
 * @param services all of its services but S3
 * @param s3 its bucket's; the bucket stands in the path
 * @param inContainers what a program in a container calls this machine
 * @param key what they sign with
 */
public record ServedStack(String name, URI services, URI s3, String inContainers, ServerKey key) {

  public ServedStack {
    requireNonNull(name, "name is null");
    requireNonNull(services, "services is null");
    requireNonNull(s3, "s3 is null");
    requireNonNull(inContainers, "inContainers is null");
    requireNonNull(key, "key is null");
  }

  /**
   * The environment of a program that runs here, by the names that AWS's SDKs and command line
   * obey. The key is in it.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = addresses("127.0.0.1");
    environment.put("AWS_REGION", LocalStack.REGION);
    // By which Python's SDK goes, and with it AWS's command lines.
    environment.put("AWS_DEFAULT_REGION", LocalStack.REGION);
    environment.put("AWS_ACCESS_KEY_ID", key.id());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secret());
    return environment;
  }

  /** Of a program's environment in a container, the addresses alone. */
  public Map<String, String> containerAddresses() {
    return addresses(inContainers);
  }

  private Map<String, String> addresses(String host) {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("AWS_ENDPOINT_URL", "http://" + host + ":" + services.getPort());
    addresses.put("AWS_ENDPOINT_URL_S3", "http://" + host + ":" + s3.getPort());
    return addresses;
  }
}
