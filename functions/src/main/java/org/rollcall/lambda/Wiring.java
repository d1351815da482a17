package org.rollcall.lambda;

import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ConcurrencyQuota;
import org.rollcall.aws.LambdaQuota;
import org.rollcall.aws.SnapshotFunctions;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.credential.KmsPasswordKey;
import org.rollcall.credential.LinkSecrets;
import org.rollcall.credential.LinkTable;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.notify.Sleeper;
import org.rollcall.start.Executions;
import org.rollcall.time.SystemClock;
import org.rollcall.update.WriteLanes;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Creates the objects that the functions use. The clients exist as long as the process.
 *
 * @param stepFunctions creates the client of Step Functions, which only {@link StartJob}, {@link
 *     PrepareJob} and {@link ReportJob} need
 * @param concurrency how many functions may run at the same time
 * @param snapshotsReady whether the functions that start from snapshots are ready for a job that
 *     sends letters, or for one that does not
 * @param sleeper waits between attempts
 * @param lanes how many users of a chunk are written at the same time
 */
@UsesAwsSdk
public record Wiring(
    Settings settings,
    DynamoDbClient dynamoDb,
    S3Client s3,
    SesClient ses,
    KmsClient kms,
    Supplier<SfnClient> stepFunctions,
    ConcurrencyQuota concurrency,
    Predicate<Boolean> snapshotsReady,
    Clock clock,
    Sleeper sleeper,
    WriteLanes lanes) {

  static {
    // Otherwise, Java repeats a POST that gets no response, and could send a letter twice.
    System.setProperty("sun.net.http.retryPost", "false");
    // Otherwise, Java keeps five connections, and makes new ones for the other write lanes.
    System.setProperty("http.maxConnections", Integer.toString(WriteLanes.PARALLEL));
  }

  /** The wiring for a database that has one lock for all writes. */
  public Wiring(
      Settings settings,
      DynamoDbClient dynamoDb,
      S3Client s3,
      SesClient ses,
      KmsClient kms,
      Supplier<SfnClient> stepFunctions,
      ConcurrencyQuota concurrency,
      Predicate<Boolean> snapshotsReady,
      Clock clock,
      Sleeper sleeper) {
    this(
        settings,
        dynamoDb,
        s3,
        ses,
        kms,
        stepFunctions,
        concurrency,
        snapshotsReady,
        clock,
        sleeper,
        WriteLanes.one());
  }

  /** The wiring of a function in Lambda, from its environment variables. */
  static Wiring ofEnvironment() {
    return of(System.getenv());
  }

  static Wiring of(Map<String, String> environment) {
    return of(
        environment,
        UrlConnectionHttpClient.create(),
        DefaultCredentialsProvider.builder().build());
  }

  static Wiring of(
      Map<String, String> environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
    // Endpoints other than AWS have no host name for each bucket.
    boolean isCustomEndpoint = environment.containsKey("AWS_ENDPOINT_URL_S3");
    Supplier<LambdaClient> lambda =
        () ->
            LambdaClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(LambdaQuota.clientConfiguration())
                .build();
    Settings settings = Settings.of(environment);
    return new Wiring(
        settings,
        DynamoDbClient.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .overrideConfiguration(UserTable.clientConfiguration())
            .build(),
        S3Client.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .forcePathStyle(isCustomEndpoint)
            .overrideConfiguration(Bucket.clientConfiguration())
            .build(),
        SesClient.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .overrideConfiguration(SesClientConfiguration.create())
            .build(),
        KmsClient.builder()
            .httpClient(http)
            .credentialsProvider(credentials)
            .overrideConfiguration(KmsPasswordKey.clientConfiguration())
            .build(),
        () ->
            SfnClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(Executions.clientConfiguration())
                .build(),
        new LambdaQuota(lambda),
        new SnapshotFunctions(
            lambda, settings.snapshotFunctions(), settings.letterSnapshotFunctions()),
        SystemClock.INSTANCE,
        Sleeper::sleep,
        WriteLanes.parallel(WriteLanes.PARALLEL));
  }

  public UserTable users() {
    return new UserTable(dynamoDb, settings.tableName());
  }

  /** The users table for a job's chunks. That of a preview cannot be written. See D-160. */
  UserTable users(Job job) {
    return job.isPreview() ? users().readOnly() : users();
  }

  /** The mailer for a job's chunks. That of a preview cannot send. */
  Mailer mailer(Job job) {
    return job.isPreview() ? mailer().closed() : mailer();
  }

  public Bucket bucket() {
    return new Bucket(s3, settings.bucketName());
  }

  JobFolder folder(JobId jobId) {
    return new JobFolder(bucket(), jobId);
  }

  public TemporaryPassword passwords() {
    return new TemporaryPassword(new KmsPasswordKey(kms, settings.passwordKeyId()));
  }

  /** The table of sign-in links. */
  public LinkTable links() {
    return new LinkTable(dynamoDb, settings.linkTableName());
  }

  public LinkSecrets linkSecrets() {
    return new LinkSecrets(new KmsPasswordKey(kms, settings.passwordKeyId()));
  }

  public LetterCredentials letterCredentials() {
    return new LetterCredentials(passwords(), linkSecrets(), links());
  }

  Executions executions() {
    return new Executions(
        stepFunctions.get(), settings.requiredStateMachineArn(), settings.drainTime());
  }

  Mailer mailer() {
    return new Mailer(ses, settings.configurationSet());
  }
}
