package org.rollcall.cli.stack;

import java.net.URI;
import java.time.Duration;
import org.rollcall.aws.Bucket;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.SfnServiceClientConfiguration;

/**
 * The SDK's clients with what the environment says of credentials, region and endpoints, as every
 * program of AWS's takes it.
 */
final class AwsClients implements AutoCloseable {

  /** As long as any function may take that is called from here, and a little more. */
  private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(910);

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final SdkHttpClient patientHttp =
      UrlConnectionHttpClient.builder().socketTimeout(LONGEST_INVOCATION).build();

  CloudFormationClient cloudFormation() {
    return CloudFormationClient.builder().httpClient(http).build();
  }

  SfnClient states() {
    return SfnClient.builder().httpClient(http).build();
  }

  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClient(http).build();
  }

  /** Somebody else's endpoint has no name for each bucket; there, buckets stand in the path. */
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
        .overrideConfiguration(Bucket.clientConfiguration())
        .build();
  }

  /** A call that is not answered in time is not made again: the function may still be at it. */
  LambdaClient lambda() {
    return LambdaClient.builder()
        .httpClient(patientHttp)
        .overrideConfiguration(
            settings -> settings.retryStrategy(retries -> retries.maxAttempts(1)))
        .build();
  }

  /** A URL of Lambda's, with the credentials and region that the clients have. */
  StartUrl startUrl(String url) {
    try (SfnClient any = states()) {
      SfnServiceClientConfiguration settings = any.serviceClientConfiguration();
      return new StartUrl(
          URI.create(url),
          settings.region().id(),
          settings.credentialsProvider().resolveIdentity().join(),
          patientHttp);
    }
  }

  @Override
  public void close() {
    http.close();
    patientHttp.close();
  }
}
