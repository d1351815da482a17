package org.rollcall.cli.stack;

import java.net.URI;
import java.time.Duration;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ClientLimits;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnServiceClientConfiguration;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS SDK clients with the standard configuration: credentials, region and endpoints come from the
 * environment and the AWS configuration files.
 */
final class AwsClients implements AutoCloseable {

  /** The longest timeout of a function that the command line calls, and 10 s more. */
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(910);

  /** The timeouts of a call and of one attempt. */
  private static final ClientOverrideConfiguration LIMITS =
      namingRights(ClientLimits.of(Duration.ofSeconds(60), Duration.ofSeconds(20)));

  /** The timeout of a call of S3: a file of 100 MB takes minutes over a slow line. */
  private static final Duration TRANSFER_TIMEOUT = Duration.ofMinutes(30);

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final SdkHttpClient functionHttp =
      UrlConnectionHttpClient.builder().socketTimeout(FUNCTION_TIMEOUT).build();

  private static ClientOverrideConfiguration namingRights(ClientOverrideConfiguration limits) {
    return limits.toBuilder().addExecutionInterceptor(new MissingRight()).build();
  }

  CloudFormationClient cloudFormation() {
    return CloudFormationClient.builder().httpClient(http).overrideConfiguration(LIMITS).build();
  }

  SfnClient states() {
    return SfnClient.builder().httpClient(http).overrideConfiguration(LIMITS).build();
  }

  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClient(http).overrideConfiguration(LIMITS).build();
  }

  /**
   * A custom endpoint has no host name for each bucket, so its URLs have the bucket in the path.
   */
  S3Client s3() {
    S3Client s3 = s3(false);
    if (s3.serviceClientConfiguration().endpointOverride().isEmpty()) {
      return s3;
    }
    s3.close();
    return s3(true);
  }

  private S3Client s3(boolean isPathStyle) {
    return S3Client.builder()
        .httpClient(http)
        .forcePathStyle(isPathStyle)
        .overrideConfiguration(
            namingRights(Bucket.clientConfiguration()).toBuilder()
                .apiCallTimeout(TRANSFER_TIMEOUT)
                .apiCallAttemptTimeout(TRANSFER_TIMEOUT)
                .build())
        .build();
  }

  /** A client without retries: after a timeout, the function may still be running. */
  LambdaClient lambda() {
    return LambdaClient.builder()
        .httpClient(functionHttp)
        .overrideConfiguration(
            namingRights(ClientLimits.of(FUNCTION_TIMEOUT, FUNCTION_TIMEOUT)).toBuilder()
                .retryStrategy(retries -> retries.maxAttempts(1))
                .build())
        .build();
  }

  /** The ARN of the identity to which the credentials belong. */
  String callerArn() {
    try (StsClient client =
        StsClient.builder().httpClient(http).overrideConfiguration(LIMITS).build()) {
      return client.getCallerIdentity().arn();
    }
  }

  /** A Lambda function URL, which is called with the credentials and region of the clients. */
  StartUrl startUrl(String url) {
    try (SfnClient client = states()) {
      SfnServiceClientConfiguration settings = client.serviceClientConfiguration();
      return new StartUrl(
          URI.create(url),
          settings.region().id(),
          settings.credentialsProvider().resolveIdentity().join(),
          functionHttp);
    }
  }

  @Override
  public void close() {
    http.close();
    functionHttp.close();
  }
}
