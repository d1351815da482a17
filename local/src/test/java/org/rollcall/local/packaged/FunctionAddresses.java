package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.packaged.StackTemplate.Function;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Where functions in processes of their own find a local stack, and with which key; the users'
 * table too, which the stack itself asks without HTTP.
 */
public final class FunctionAddresses implements AutoCloseable {

  private final Wiring wiring;
  private final AwsCredentialsIdentity key;
  private final AwsEndpoint users;

  /**
   * @param wiring the stack's own
   */
  public FunctionAddresses(Wiring wiring) {
    this.wiring = requireNonNull(wiring, "wiring is null");
    key = wiring.s3().serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
    users = AwsEndpoint.start(0, new ServerKey(key.accessKeyId(), key.secretAccessKey()));
    users.json(UsersOverHttp.PREFIX, new UsersOverHttp(wiring.dynamoDb()));
  }

  /** What the environment of a function has that runs on this stack. */
  public Map<String, String> environment(StackTemplate template, Function function) {
    Map<String, String> environment = new LinkedHashMap<>(template.environment(function, made()));
    environment.put("AWS_ACCESS_KEY_ID", key.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", users.uri().toString());
    environment.put("AWS_ENDPOINT_URL_S3", of(wiring.s3().serviceClientConfiguration()));
    environment.put("AWS_ENDPOINT_URL_SES", of(wiring.ses().serviceClientConfiguration()));
    environment.put("AWS_ENDPOINT_URL_KMS", of(wiring.kms().serviceClientConfiguration()));
    environment.put("AWS_ENDPOINT_URL_SFN", of(wiring.states().serviceClientConfiguration()));
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", template.usesSnapStart() ? "snap-start" : "on-demand");
    return environment;
  }

  /** The stack's things by the names that they have in the template. */
  private Map<String, String> made() {
    Settings settings = wiring.settings();
    return Map.of(
        "Users", settings.tableName(),
        "Bucket", settings.bucketName(),
        "PasswordKey", settings.passwordKeyId(),
        "Sender", settings.sender().orElseThrow(),
        "LetterEvents", settings.configurationSet().orElseThrow(),
        "UpdateNotifyUsers", settings.stateMachineArn().orElseThrow());
  }

  private static String of(AwsServiceClientConfiguration client) {
    return client.endpointOverride().map(URI::toString).orElseThrow();
  }

  @Override
  public void close() {
    users.close();
  }
}
