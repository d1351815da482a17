package org.rollcall.lambda;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.credential.KmsPasswordKey;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.SesClientConfiguration;
import org.rollcall.notify.Sleeper;
import org.rollcall.start.Executions;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The one place where the functions are put together. Clients live as long as the process; what
 * tallies its work is made anew for each invocation.
 *
 * @param states gives the client of Step Functions, which only the function that starts jobs needs
 */
@UsesAwsSdk
public record Wiring(
    Settings settings,
    DynamoDbClient dynamoDb,
    S3Client s3,
    SesClient ses,
    KmsClient kms,
    Supplier<SfnClient> states,
    Clock clock,
    Sleeper pause) {

  static {
    // Java itself would send a POST again whose answer never came, and so a letter twice.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  public Wiring {
    requireNonNull(settings, "settings is null");
    requireNonNull(dynamoDb, "dynamoDb is null");
    requireNonNull(s3, "s3 is null");
    requireNonNull(ses, "ses is null");
    requireNonNull(kms, "kms is null");
    requireNonNull(states, "states is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(pause, "pause is null");
  }

  /** The same with a client of Step Functions that is there already. */
  public Wiring(
      Settings settings,
      DynamoDbClient dynamoDb,
      S3Client s3,
      SesClient ses,
      KmsClient kms,
      SfnClient states,
      Clock clock,
      Sleeper pause) {
    this(settings, dynamoDb, s3, ses, kms, () -> states, clock, pause);
  }

  /** The wiring of a function in Lambda, from its environment. */
  static Wiring ofEnvironment() {
    var http = UrlConnectionHttpClient.create();
    // Under an address that is not AWS's, buckets have no names of their own.
    boolean ownAddress = System.getenv("AWS_ENDPOINT_URL_S3") != null;
    return new Wiring(
        Settings.of(System.getenv()),
        DynamoDbClient.builder()
            .httpClient(http)
            .overrideConfiguration(UserTable.clientConfiguration())
            .build(),
        S3Client.builder()
            .httpClient(http)
            .forcePathStyle(ownAddress)
            .overrideConfiguration(Bucket.clientConfiguration())
            .build(),
        SesClient.builder()
            .httpClient(http)
            .overrideConfiguration(SesClientConfiguration.create())
            .build(),
        KmsClient.builder().httpClient(http).build(),
        () ->
            SfnClient.builder()
                .httpClient(http)
                .overrideConfiguration(Executions.settings())
                .build(),
        Clock.systemUTC(),
        Sleeper::sleep);
  }

  public UserTable users(Usage work) {
    return new UserTable(dynamoDb, settings.tableName(), work);
  }

  public Bucket bucket(Usage work) {
    return new Bucket(s3, settings.bucketName(), work);
  }

  JobFolder folder(JobId jobId, Usage work) {
    return new JobFolder(bucket(work), jobId);
  }

  public TemporaryPassword passwords(Usage work) {
    return new TemporaryPassword(new KmsPasswordKey(kms, settings.passwordKeyId(), work));
  }

  Executions executions() {
    return new Executions(states.get(), settings.requiredStateMachineArn());
  }

  Mailer mailer(Usage work) {
    return new Mailer(ses, settings.configurationSet(), work);
  }
}
