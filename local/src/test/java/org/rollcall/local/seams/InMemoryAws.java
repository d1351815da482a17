package org.rollcall.local.seams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.json.Json;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.endpoint.InProcessEndpoint;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.start.Executions;
import org.rollcall.update.WriteLanes;
import org.rollcall.user.User;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The services of AWS in this process. The clients are the SDK's own, with their own retries but
 * without delays. They use an {@link InMemoryTransport} instead of sockets. One instance serves
 * many scenarios.
 */
final class InMemoryAws {

  /** The executions by ARN. */
  private final Map<String, DescribeExecutionResponse> executions = new ConcurrentHashMap<>();

  private final VirtualTime time = new VirtualTime();
  private final InMemoryS3 objects = new InMemoryS3();
  private final InMemoryUsersTable users = new InMemoryUsersTable();
  private final SentMail mail = new SentMail();
  private final List<InMemoryTransport> transports;
  private final Wiring wiring;
  private FaultSchedule schedule = new FaultSchedule(new Random(0));
  private final List<String> lettersAfterWithdrawal = new CopyOnWriteArrayList<>();
  private boolean isReportComplete;
  private OtherProgram otherProgram = new OtherProgram(this);
  private Interleavings interleavings = new Interleavings(new Random(0), time);

  InMemoryAws() {
    InMemoryService mailAndKeys =
        new InProcess(
            new InProcessEndpoint(
                Map.of(KmsService.PREFIX, keys()), Map.of(SentMail.VERSION, mail)));
    ClientOverrideConfiguration usersSettings = withRetries(UserTable.clientConfiguration(), 9);
    ClientOverrideConfiguration otherSettings =
        withRetries(ClientOverrideConfiguration.builder().build(), 4);
    InMemoryTransport usersTransport = new InMemoryTransport(this, users, usersSettings);
    InMemoryTransport objectsTransport = new InMemoryTransport(this, objects, otherSettings);
    InMemoryTransport mailTransport =
        new InMemoryTransport(this, mailAndKeys, SesClientConfiguration.create());
    InMemoryTransport keysTransport = new InMemoryTransport(this, mailAndKeys, otherSettings);
    transports = List.of(usersTransport, objectsTransport, mailTransport, keysTransport);
    wiring =
        new Wiring(
            Settings.of(
                Map.of(
                    "TABLE_NAME",
                    InMemoryUsersTable.TABLE,
                    "LINK_TABLE_NAME",
                    InMemoryUsersTable.LINKS,
                    "BUCKET_NAME",
                    InMemoryS3.BUCKET,
                    "PASSWORD_KEY_ID",
                    KmsService.KEY_ALIAS,
                    "SENDER",
                    "library@example.edu",
                    "MAX_CONCURRENCY",
                    "1",
                    "START_JOBS_ONLY_BY_IDENTITY",
                    "false",
                    "STATE_MACHINE_ARN",
                    InProcessExecution.MACHINE.stateMachineArn())),
            client(DynamoDbClient.builder(), usersTransport, usersSettings),
            client(
                S3Client.builder()
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED),
                objectsTransport,
                otherSettings),
            client(SesClient.builder(), mailTransport, SesClientConfiguration.create()),
            client(KmsClient.builder(), keysTransport, otherSettings),
            () -> new KnownExecutions(executions),
            OptionalInt::empty,
            sendsLetters -> true,
            time,
            time::sleep,
            new WriteLanes(4, Runnable::run));
  }

  private static KmsService keys() {
    try {
      Path key = Files.createTempDirectory("seams").resolve("key");
      KmsService.createKey(key);
      return new KmsService(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings of a client with the SDK's default retries.
   *
   * @param maxAttempts the SDK's default maximum for the service
   */
  private static ClientOverrideConfiguration withRetries(
      ClientOverrideConfiguration settings, int maxAttempts) {
    return settings.toBuilder()
        .retryStrategy(
            AwsRetryStrategy.legacyRetryStrategy().toBuilder()
                .maxAttempts(maxAttempts)
                .circuitBreakerEnabled(false)
                .build())
        .build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, InMemoryTransport transport, ClientOverrideConfiguration settings) {
    return builder
        .endpointOverride(URI.create("http://in-process"))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(transport)
        .overrideConfiguration(
            settings.toBuilder()
                .addExecutionInterceptor(new FaultInjector(this))
                // The transport applies the timeouts, in virtual time.
                .apiCallTimeout(null)
                .apiCallAttemptTimeout(null)
                .retryStrategy(withoutDelays(settings.retryStrategy().orElseThrow()))
                .build())
        .build();
  }

  /** The same retries, without delays. */
  private static RetryStrategy withoutDelays(RetryStrategy retries) {
    return retries.toBuilder()
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  /** Resets everything for a new scenario. */
  void begin(FaultSchedule newSchedule, Interleavings newInterleavings) {
    schedule = newSchedule;
    interleavings = newInterleavings;
    transports.forEach(InMemoryTransport::deliverDelayed);
    time.begin(newInterleavings);
    mail.reset();
    lettersAfterWithdrawal.clear();
    otherProgram = new OtherProgram(this);
  }

  /** Loads users as the command line does, without faults. */
  void loadUsers(List<User> all) {
    new UserAdministration(wiring.dynamoDb(), wiring.settings().tableName()).load(all);
  }

  VirtualTime time() {
    return time;
  }

  OtherProgram otherProgram() {
    return otherProgram;
  }

  InMemoryS3 objects() {
    return objects;
  }

  InMemoryUsersTable users() {
    return users;
  }

  SentMail sentMail() {
    return mail;
  }

  Wiring wiring() {
    return wiring;
  }

  FaultSchedule schedule() {
    return schedule;
  }

  Interleavings interleavings() {
    return interleavings;
  }

  /** Records that a report begins. It reads the items from now on. */
  void beginReport() {
    isReportComplete = isQuiet();
  }

  /** Records that a call has failed after all its attempts. */
  void failed(AwsCall call) {
    if (call.isOfReport() && call.request() instanceof BatchGetItemRequest) {
      // The report is then made without the items.
      isReportComplete = false;
    }
  }

  /** Whether the last report has read the items, and nothing else has been running since. */
  boolean isReportComplete() {
    return isReportComplete && isQuiet();
  }

  /** Whether only the caller is running, and no request is delayed. */
  private boolean isQuiet() {
    return interleavings.hasSingleTask()
        && transports.stream().allMatch(InMemoryTransport::isQuiet);
  }

  /** Delivers all delayed requests. */
  void deliverDelayed() {
    transports.forEach(InMemoryTransport::deliverDelayed);
  }

  /**
   * Records a request that a service has processed. This determines the letters that may be sent
   * again, because a fault came between SES and the letter's progress in the user's item.
   *
   * @param isAnswered whether the caller receives the response
   */
  void recordRequest(
      AwsCall call,
      InMemoryService.Request request,
      InMemoryService.Response response,
      boolean isAnswered) {
    otherProgram.endRequest(call, response.status() == 200);
    if (response.status() != 200 || call.invocation().isEmpty()) {
      return;
    }
    Invocation invocation = call.invocation().get();
    if (request.origin() instanceof SendRawEmailRequest email) {
      String address = email.destinations().get(0);
      if (isAnswered) {
        // A late request was sent before the letter was withdrawn.
        recordWithdrawn(address);
      }
      schedule.log(invocation + " to " + address + (isAnswered ? " sent" : " sent, response lost"));
      if (isAnswered) {
        invocation.letterSent(RandomInstitution.idOf(address));
      } else {
        mail.allowAnother(address);
      }
    } else if (request.origin() instanceof UpdateItemRequest update
        && update.tableName().equals(InMemoryUsersTable.TABLE)) {
      String id = InMemoryUsersTable.keyOf(update.key());
      Optional<Instant> claimEnd = invocation.userWritten(id, call.start());
      if (claimEnd.filter(time.now()::isAfter).isPresent()) {
        mail.allowAnother(RandomInstitution.addressOf(id));
      }
    }
  }

  /** Records the last letter to an address if it was withdrawn before. */
  private void recordWithdrawn(String address) {
    List<SentMail.Letter> letters = mail.lettersTo(address);
    SentMail.Letter letter = letters.get(letters.size() - 1);
    String folder = "jobs/" + letter.tags().jobId() + "/";
    String root =
        objects
            .find(folder + "job.json")
            .map(content -> Json.read(content, Job.class).root().toString())
            .orElse("");
    if (users.withdrawnLetters(letter.tags().user().key()).contains(root)) {
      lettersAfterWithdrawal.add(letter + " of " + root + " to " + address);
    }
  }

  /** The letters that were sent although an undo had withdrawn them. */
  List<String> lettersAfterWithdrawal() {
    return List.copyOf(lettersAfterWithdrawal);
  }

  /** Records that an execution has begun or ended. */
  void setExecution(String jobId, ExecutionStatus status) {
    String arn = Executions.arn(InProcessExecution.MACHINE.stateMachineArn(), new JobId(jobId));
    DescribeExecutionResponse.Builder execution =
        DescribeExecutionResponse.builder().status(status);
    if (status != ExecutionStatus.RUNNING) {
      execution.stopDate(time.now());
    }
    executions.put(arn, execution.build());
  }

  /** Step Functions. A job that asks for its report is running, also if it is asked again later. */
  private record KnownExecutions(Map<String, DescribeExecutionResponse> executions)
      implements SfnClient {

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      if (Invocation.current().filter(Invocation::isOfReport).isPresent()) {
        return DescribeExecutionResponse.builder().status(ExecutionStatus.RUNNING).build();
      }
      return Optional.ofNullable(executions.get(request.executionArn()))
          .orElseThrow(() -> ExecutionDoesNotExistException.builder().build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** SES and KMS. */
  private record InProcess(InProcessEndpoint endpoint) implements InMemoryService {

    @Override
    public Response handle(Request request) {
      return of(endpoint.handle(target(request), request.body()));
    }

    @Override
    public Response throttled(Request request) {
      boolean isMail = target(request) == null;
      return of(
          endpoint.error(target(request), 400, isMail ? "Throttling" : "ThrottlingException"));
    }

    @Override
    public Response serverError(Request request) {
      return of(endpoint.error(target(request), 500, "InternalFailure"));
    }

    private static @Nullable String target(Request request) {
      return request.http().firstMatchingHeader("X-Amz-Target").orElse(null);
    }

    private static Response of(InProcessEndpoint.Response response) {
      return Response.text(response.status(), response.contentType(), response.body());
    }
  }
}
