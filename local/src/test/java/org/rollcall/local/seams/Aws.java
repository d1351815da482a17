package org.rollcall.local.seams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Usage;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.SesClientSettings;
import org.rollcall.local.endpoint.InProcessEndpoint;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.prepare.StartPolicy;
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

/**
 * What Rollcall asks of AWS, in this process: the SDK's own clients with their own retries, which
 * wait for nothing, over {@link Wire}s instead of sockets. One serves trial after trial.
 */
final class Aws {

  private final VirtualTime time = new VirtualTime();
  private final Objects objects = new Objects();
  private final UsersService users = new UsersService();
  private final Post post = new Post();
  private final List<Wire> wires;
  private final Wiring wiring;
  private Schedule schedule = new Schedule(new Random(0));
  private boolean isReportWhole;
  private Strands strands = new Strands(new Random(0), time);

  Aws() {
    Service mailAndKeys =
        new InProcess(
            new InProcessEndpoint(Map.of(KmsService.PREFIX, keys()), Map.of(Post.VERSION, post)));
    ClientOverrideConfiguration ofUsers = asUsual(UserTable.settings(), 9);
    ClientOverrideConfiguration ofOthers =
        asUsual(ClientOverrideConfiguration.builder().build(), 4);
    Wire toUsers = new Wire(this, users, ofUsers);
    Wire toObjects = new Wire(this, objects, ofOthers);
    Wire toMail = new Wire(this, mailAndKeys, SesClientSettings.create());
    Wire toKeys = new Wire(this, mailAndKeys, ofOthers);
    wires = List.of(toUsers, toObjects, toMail, toKeys);
    wiring =
        new Wiring(
            new Settings(
                UsersService.TABLE,
                Objects.BUCKET,
                KmsService.KEY_ALIAS,
                Optional.of("library@example.edu"),
                Optional.empty(),
                Duration.ofDays(30),
                1,
                Optional.of(StartPolicy.OPEN),
                Optional.empty()),
            client(DynamoDbClient.builder(), toUsers, ofUsers),
            client(
                S3Client.builder()
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED),
                toObjects,
                ofOthers),
            client(SesClient.builder(), toMail, SesClientSettings.create()),
            client(KmsClient.builder(), toKeys, ofOthers),
            client(SfnClient.builder(), toKeys, ofOthers),
            time,
            time::sleep);
  }

  private static KmsService keys() {
    try {
      return new KmsService(Files.createTempDirectory("seams").resolve("key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings of a client that is told nothing of retries.
   *
   * @param attempts as the SDK has it for the service
   */
  private static ClientOverrideConfiguration asUsual(
      ClientOverrideConfiguration settings, int attempts) {
    return settings.toBuilder()
        .retryStrategy(
            AwsRetryStrategy.legacyRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .circuitBreakerEnabled(false)
                .build())
        .build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Wire wire, ClientOverrideConfiguration settings) {
    return builder
        .endpointOverride(URI.create("http://in-process"))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(wire)
        .overrideConfiguration(
            settings.toBuilder()
                .addExecutionInterceptor(new FaultInjector(this))
                // The wire has the limits, in the trial's time.
                .apiCallTimeout(null)
                .apiCallAttemptTimeout(null)
                .retryStrategy(atOnce(settings.retryStrategy().orElseThrow()))
                .build())
        .build();
  }

  /** The same retries, with no time between them. */
  private static RetryStrategy atOnce(RetryStrategy retries) {
    return retries.toBuilder()
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  /** Begins a trial from nothing. */
  void begin(Schedule next, Strands all) {
    schedule = next;
    strands = all;
    wires.forEach(Wire::deliverLate);
    time.begin(all);
    post.reset();
  }

  /** Loads users as the command line does, without faults. */
  void loadUsers(List<User> all) {
    wiring.users(new Usage()).load(all);
  }

  VirtualTime time() {
    return time;
  }

  Objects objects() {
    return objects;
  }

  UsersService users() {
    return users;
  }

  Post post() {
    return post;
  }

  Wiring wiring() {
    return wiring;
  }

  Schedule schedule() {
    return schedule;
  }

  Strands strands() {
    return strands;
  }

  /** Notes that a report is begun, whose maker looks at the items from here on. */
  void beginReport() {
    isReportWhole = isQuiet();
  }

  /** Notes that a call has failed in spite of all its attempts. */
  void failed(Call call) {
    if (call.isOfAReport() && call.request() instanceof BatchGetItemRequest) {
      // It is made without the items then.
      isReportWhole = false;
    }
  }

  /** Whether the last report has seen the items, and nothing has gone on or does beside it. */
  boolean isReportWhole() {
    return isReportWhole && isQuiet();
  }

  /** Whether nothing goes on beside the caller, and nothing is held back. */
  private boolean isQuiet() {
    return strands.isAlone() && wires.stream().allMatch(Wire::isQuiet);
  }

  /** Has everything arrive that was held back. */
  void deliverLate() {
    wires.forEach(Wire::deliverLate);
  }

  /**
   * Hears of every request that has arrived, to know for which letters a fault came between SES and
   * the mark.
   *
   * @param isTold whether the caller hears the answer
   */
  void served(Call call, Service.Request request, Service.Answer answer, boolean isTold) {
    if (answer.status() != 200 || call.invocation().isEmpty()) {
      return;
    }
    Invocation invocation = call.invocation().get();
    if (request.origin() instanceof SendRawEmailRequest mail) {
      String address = mail.destinations().get(0);
      schedule.note(invocation + " to " + address + (isTold ? " sent" : " sent, untold"));
      if (isTold) {
        invocation.wasTold(Institution.idOf(address));
      } else {
        post.excuse(address);
      }
    } else if (request.origin() instanceof UpdateItemRequest update) {
      String id = UsersService.keyOf(update.key());
      Optional<Instant> inHandUntil = invocation.wrote(id, call.start());
      if (inHandUntil.filter(time.now()::isAfter).isPresent()) {
        post.excuse(Institution.addressOf(id));
      }
    }
  }

  /** The service of SES and KMS. */
  private record InProcess(InProcessEndpoint endpoint) implements Service {

    @Override
    public Answer answer(Request request) {
      return of(endpoint.answer(target(request), request.body()));
    }

    @Override
    public Answer throttled(Request request) {
      boolean isMail = target(request) == null;
      return of(
          endpoint.error(target(request), 400, isMail ? "Throttling" : "ThrottlingException"));
    }

    @Override
    public Answer broken(Request request) {
      return of(endpoint.error(target(request), 500, "InternalFailure"));
    }

    private static @Nullable String target(Request request) {
      return request.http().firstMatchingHeader("X-Amz-Target").orElse(null);
    }

    private static Answer of(InProcessEndpoint.Answer answer) {
      return Answer.text(answer.status(), answer.contentType(), answer.body());
    }
  }
}
