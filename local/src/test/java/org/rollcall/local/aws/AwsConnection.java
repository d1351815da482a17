package org.rollcall.local.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.LambdaQuota;
import org.rollcall.credential.KmsPasswordKey;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.ServedStack;
import org.rollcall.notify.Sleeper;
import org.rollcall.start.Executions;
import org.rollcall.update.WriteLanes;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The endpoints and credentials of AWS's services.
 *
 * @param services the endpoint of all services except S3; by default that of the environment
 * @param s3 the endpoint of S3; by default that of the environment
 */
record AwsConnection(
    Optional<URI> services, Optional<URI> s3, AwsCredentialsProvider credentials, Region region) {

  /** The SDK's defaults from variables such as {@code AWS_ENDPOINT_URL} and {@code AWS_REGION}. */
  static AwsConnection fromEnvironment() {
    return new AwsConnection(
        Optional.empty(),
        Optional.empty(),
        DefaultCredentialsProvider.builder().build(),
        DefaultAwsRegionProviderChain.builder().build().getRegion());
  }

  static AwsConnection of(ServedStack stack, Region region) {
    return new AwsConnection(
        Optional.of(stack.services()), Optional.of(stack.s3()), stack.key().credentials(), region);
  }

  /** An emulator that has one endpoint for all services. */
  static AwsConnection of(URI endpoint, AwsCredentialsProvider credentials, Region region) {
    return new AwsConnection(Optional.of(endpoint), Optional.of(endpoint), credentials, region);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    services.ifPresent(builder::endpointOverride);
    return common(builder).build();
  }

  /** A client with the bucket in the path, because an emulator has no subdomains. */
  S3Client s3Client() {
    var builder =
        S3Client.builder().overrideConfiguration(Bucket.clientConfiguration()).forcePathStyle(true);
    s3.ifPresent(builder::endpointOverride);
    return common(builder).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B common(B builder) {
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  /** The wiring of functions in this process and of the tests. */
  Wiring wiring(Settings settings) {
    return new Wiring(
        settings,
        client(DynamoDbClient.builder().overrideConfiguration(UserTable.clientConfiguration())),
        s3Client(),
        client(SesClient.builder().overrideConfiguration(SesClientConfiguration.create())),
        client(KmsClient.builder().overrideConfiguration(KmsPasswordKey.clientConfiguration())),
        () -> client(SfnClient.builder().overrideConfiguration(Executions.clientConfiguration())),
        new LambdaQuota(
            () ->
                client(
                    LambdaClient.builder()
                        .overrideConfiguration(LambdaQuota.clientConfiguration()))),
        sendsLetters -> true,
        Clock.systemUTC(),
        Sleeper::sleep,
        WriteLanes.parallel(WriteLanes.PARALLEL));
  }
}
