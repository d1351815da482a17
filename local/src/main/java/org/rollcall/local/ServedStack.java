package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.endpoint.ServerKey;

/**
 * Where other programs on this machine find a local stack, as long as it is open.
 *
 * @param name what the stack is called
 * @param services all of its services but S3
 * @param s3 its bucket's; the bucket stands in the path
 * @param key what they sign with
 */
public record ServedStack(String name, URI services, URI s3, ServerKey key) {

  public ServedStack {
    requireNonNull(name, "name is null");
    requireNonNull(services, "services is null");
    requireNonNull(s3, "s3 is null");
    requireNonNull(key, "key is null");
  }

  /**
   * The environment of such a program, by the names that AWS's SDKs and command line obey. The key
   * is in it.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL", services.toString());
    environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
    environment.put("AWS_REGION", LocalStack.REGION);
    environment.put("AWS_ACCESS_KEY_ID", key.id());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secret());
    return environment;
  }
}
