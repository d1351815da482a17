package org.rollcall.local.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.SesClientSettings;
import org.rollcall.local.ServedStack;
import org.rollcall.notify.Sleeper;
import org.rollcall.start.Executions;
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
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Where AWS's services are, and with which key.
 *
 * @param services the address of all but S3; without one, what the environment says
 * @param s3 that of S3, likewise
 */
record Access(
    Optional<URI> services, Optional<URI> s3, AwsCredentialsProvider credentials, Region region) {

  Access {
    requireNonNull(services, "services is null");
    requireNonNull(s3, "s3 is null");
    requireNonNull(credentials, "credentials is null");
    requireNonNull(region, "region is null");
  }

  /** What {@code AWS_ENDPOINT_URL}, {@code AWS_REGION} and the like say, which the SDK obeys. */
  static Access ofEnvironment() {
    return new Access(
        Optional.empty(),
        Optional.empty(),
        DefaultCredentialsProvider.builder().build(),
        DefaultAwsRegionProviderChain.builder().build().getRegion());
  }

  static Access of(ServedStack stack, Region region) {
    return new Access(
        Optional.of(stack.services()), Optional.of(stack.s3()), stack.key().credentials(), region);
  }

  /** An emulator that has everything at one address. */
  static Access of(URI endpoint, AwsCredentialsProvider credentials, Region region) {
    return new Access(Optional.of(endpoint), Optional.of(endpoint), credentials, region);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    services.ifPresent(builder::endpointOverride);
    return common(builder).build();
  }

  /** The bucket stands in the path, since an emulator's address has no subdomains. */
  S3Client s3Client() {
    var builder = S3Client.builder().overrideConfiguration(Bucket.settings()).forcePathStyle(true);
    s3.ifPresent(builder::endpointOverride);
    return common(builder).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B common(B builder) {
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  /** What functions are made of that run in this process, and what the tests look at. */
  Wiring wiring(Settings settings) {
    return new Wiring(
        settings,
        client(DynamoDbClient.builder().overrideConfiguration(UserTable.clientConfiguration())),
        s3Client(),
        client(SesClient.builder().overrideConfiguration(SesClientSettings.create())),
        client(KmsClient.builder()),
        client(SfnClient.builder().overrideConfiguration(Executions.settings())),
        Clock.systemUTC(),
        Sleeper::sleep);
  }
}
