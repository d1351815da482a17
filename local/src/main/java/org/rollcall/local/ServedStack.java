package org.rollcall.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.endpoint.ServerKey;

/**
 * The addresses at which other programs on this machine reach a local stack while it is open.
 *
 * @param services the address of all services except S3
 * @param s3 the address of S3; the bucket is part of the path
 * @param containerHost the name or address of this machine inside Docker containers, where {@code
 *     127.0.0.1} is the container
 * @param key the credentials with which programs sign their requests
 */
public record ServedStack(URI services, URI s3, String containerHost, ServerKey key) {

  /**
   * The environment variables for a program on this machine, as the AWS SDKs and the AWS CLI read
   * them. Contains the key.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = endpoints("127.0.0.1");
    environment.put("AWS_REGION", StackSettings.REGION);
    // The SDK for Python and the AWS CLI read this variable.
    environment.put("AWS_DEFAULT_REGION", StackSettings.REGION);
    environment.put("AWS_ACCESS_KEY_ID", key.id());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secret());
    // Otherwise some operations are sent to a subdomain of the address, which does not exist.
    environment.put("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
    return environment;
  }

  /** The endpoint variables for a program in a Docker container, without region and key. */
  public Map<String, String> containerEndpoints() {
    return endpoints(containerHost);
  }

  private Map<String, String> endpoints(String host) {
    Map<String, String> endpoints = new LinkedHashMap<>();
    endpoints.put("AWS_ENDPOINT_URL", "http://" + host + ":" + services.getPort());
    endpoints.put("AWS_ENDPOINT_URL_S3", "http://" + host + ":" + s3.getPort());
    return endpoints;
  }
}
