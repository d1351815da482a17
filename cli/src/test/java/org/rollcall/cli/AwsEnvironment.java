package org.rollcall.cli;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.local.ServedStack;
import org.rollcall.local.endpoint.ServerKey;

/**
 * The configuration of the AWS SDK in system properties, which take precedence over environment
 * variables and files. Each instance replaces the previous one; closing an instance removes all
 * properties.
 */
public final class AwsEnvironment implements AutoCloseable {

  private static final String ENDPOINT = "aws.endpointUrl";
  private static final String S3_ENDPOINT = "aws.endpointUrlS3";
  private static final String REGION = "aws.region";
  private static final String KEY_ID = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  /** Disables all other sources of configuration. */
  private static final Map<String, String> ISOLATED =
      Map.of(
          "aws.disableEc2Metadata", "true",
          "aws.configFile", "none",
          "aws.sharedCredentialsFile", "none");

  private final Map<String, String> properties;

  private AwsEnvironment(Map<String, String> properties) {
    this.properties = properties;
    set();
  }

  public static AwsEnvironment of(ServedStack stack) {
    return of(stack.services(), stack.s3(), stack.key());
  }

  public static AwsEnvironment of(URI services, URI s3, ServerKey key) {
    Map<String, String> properties = new TreeMap<>(ISOLATED);
    properties.put(ENDPOINT, services.toString());
    properties.put(S3_ENDPOINT, s3.toString());
    properties.put(REGION, "us-east-1");
    properties.put(KEY_ID, key.id());
    properties.put(SECRET, key.secret());
    return new AwsEnvironment(properties);
  }

  public AwsEnvironment withKey(ServerKey key) {
    Map<String, String> others = new TreeMap<>(properties);
    others.put(KEY_ID, key.id());
    others.put(SECRET, key.secret());
    return new AwsEnvironment(others);
  }

  public AwsEnvironment withoutCredentials() {
    Map<String, String> others = new TreeMap<>(properties);
    others.keySet().removeAll(java.util.List.of(KEY_ID, SECRET));
    return new AwsEnvironment(others);
  }

  public AwsEnvironment withoutRegion() {
    Map<String, String> others = new TreeMap<>(properties);
    others.remove(REGION);
    return new AwsEnvironment(others);
  }

  /** With an endpoint on which no server listens. */
  public AwsEnvironment offline() {
    Map<String, String> others = new TreeMap<>(properties);
    others.put(ENDPOINT, "http://127.0.0.1:9");
    return new AwsEnvironment(others);
  }

  /** Replaces the current properties. */
  public void set() {
    clear();
    properties.forEach(System::setProperty);
  }

  public boolean isSet() {
    return properties.entrySet().stream()
        .allMatch(property -> property.getValue().equals(System.getProperty(property.getKey())));
  }

  private static void clear() {
    java.util.List.of(ENDPOINT, S3_ENDPOINT, REGION, KEY_ID, SECRET).forEach(System::clearProperty);
    ISOLATED.keySet().forEach(System::clearProperty);
  }

  @Override
  public void close() {
    clear();
  }
}
