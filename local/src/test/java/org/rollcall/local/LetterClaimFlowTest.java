package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.LetterJobs.CONVERT;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/** Several invocations that try to send the same letter. See D-059. */
class LetterClaimFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void letterClaimedByAnotherInvocation_shouldNotBeSentAgain() throws Exception {
    library.load(Patron.external("bob"));
    Wiring wiring = library.wiring();
    AtomicInteger sendAttempts = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch jobEnded = new CountDownLatch(1);
    Wiring waitingWiring =
        FaultyClient.withClock(
            wiring,
            wiring.clock(),
            duration -> {
              waiting.countDown();
              await(jobEnded);
            });
    CompletableFuture<JsonNode> other = new CompletableFuture<>();

    EndedJob job =
        library.run(
            FaultyClient.forSes(
                wiring,
                request -> {
                  if (request instanceof SendRawEmailRequest
                      && sendAttempts.incrementAndGet() == 1) {
                    String again = notification(onlyJob("bob"));
                    new Thread(
                            () ->
                                other.complete(
                                    TestLibrary.invoke(new NotifyUser(waitingWiring), again)))
                        .start();
                    await(waiting);
                  }
                }),
            CONVERT.formatted("bob"));
    jobEnded.countDown();

    assertThat(other.get(1, TimeUnit.MINUTES).path("letters_sent").intValue()).isEqualTo(1);
    assertThat(sendAttempts).hasValue(1);
    assertThat(job.cell("bob", "letter")).isEqualTo("SENT");
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
    assertThat(library.lettersTo("bob@example.edu")).hasSize(1);
  }

  @Test
  void letterOfAKilledInvocation_shouldBeSentAfterTheClaimExpires() {
    EndedJob job = jobKilledDuringItsLetter("bea");
    Instant begin = Instant.now();
    SettableClock clock = at(begin);

    TestLibrary.invoke(
        new NotifyUser(FaultyClient.withClock(library.wiring(), clock, clock::sleep)),
        notification(job.id()));

    assertThat(Duration.between(begin, clock.instant()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(41));
    assertThat(library.lettersTo("bea@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void letterClaimedByAThirdInvocation_shouldBeWaitedForAgain() {
    EndedJob job = jobKilledDuringItsLetter("ben");
    SettableClock clock = at(Instant.now());
    AtomicInteger waits = new AtomicInteger();

    TestLibrary.invoke(
        new NotifyUser(
            FaultyClient.withClock(
                library.wiring(),
                clock,
                duration -> {
                  clock.sleep(duration);
                  if (waits.incrementAndGet() == 1) {
                    claim("ben", clock.instant().plusSeconds(20));
                  }
                })),
        notification(job.id()));

    assertThat(waits).hasValueGreaterThan(1);
    assertThat(library.lettersTo("ben@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void claimThatWasWrittenSlowly_shouldNotExpireDuringSending() {
    EndedJob job = jobKilledDuringItsLetter("bix");
    SettableClock clock = at(Instant.now().plusSeconds(60));
    AtomicInteger writes = new AtomicInteger();
    List<Duration> left = new ArrayList<>();
    Wiring slow =
        FaultyClient.forDynamoDb(
            FaultyClient.withClock(library.wiring(), clock, clock::sleep),
            request -> {
              if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                clock.sleep(Duration.ofSeconds(15));
              }
            });

    TestLibrary.invoke(
        new NotifyUser(
            FaultyClient.forSes(
                slow,
                request -> {
                  Instant until = letterProgress("bix").lease().orElseThrow();
                  left.add(Duration.between(clock.instant(), until));
                })),
        notification(job.id()));

    assertThat(left)
        .singleElement()
        .satisfies(
            time ->
                assertThat(time)
                    .as("for SES and for the result")
                    .isGreaterThanOrEqualTo(
                        SesClientConfiguration.CALL_TIMEOUT.plus(UserTable.CALL_TIMEOUT)));
    assertThat(library.lettersTo("bix@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void letterWhoseClaimIsRejected_shouldFailAlone() {
    EndedJob job = jobKilledDuringItsLetter("bud");

    TestLibrary.invoke(new NotifyUser(rejectingWrite(1)), notification(job.id()));

    assertThat(job.entries("letters/000001.jsonl"))
        .singleElement()
        .asString()
        .contains("FAILED", "WRITE_REFUSED: ");
    assertThat(library.lettersTo("bud@example.edu")).isEmpty();
  }

  @Test
  void letterWhoseResultIsRejected_shouldBeSentAccordingToTheLedger() {
    EndedJob job = jobKilledDuringItsLetter("bev");

    TestLibrary.invoke(new NotifyUser(rejectingWrite(2)), notification(job.id()));

    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
    assertThat(library.lettersTo("bev@example.edu")).hasSize(1);
  }

  /** Makes the table reject the write with a certain number. */
  private static Wiring rejectingWrite(int number) {
    AtomicInteger writes = new AtomicInteger();
    return FaultyClient.forDynamoDb(
        FaultyClient.withClock(library.wiring(), at(Instant.now().plusSeconds(60)), pause -> {}),
        request -> {
          if (request instanceof UpdateItemRequest && writes.incrementAndGet() == number) {
            throw DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build())
                .statusCode(400)
                .build();
          }
        });
  }

  /** A job whose only letter is claimed by a killed invocation. */
  private static EndedJob jobKilledDuringItsLetter(String id) {
    library.load(Patron.external(id));
    EndedJob job =
        library.run(
            FaultyClient.forSes(
                library.wiring(),
                request -> {
                  if (request instanceof SendRawEmailRequest) {
                    throw new InvocationKilledError();
                  }
                }),
            CONVERT.formatted(id));
    assertThat(job.cell(id, "letter")).isEqualTo("FAILED");
    return job;
  }

  private static SettableClock at(Instant instant) {
    SettableClock clock = new SettableClock();
    clock.set(instant);
    return clock;
  }

  private static LetterProgress letterProgress(String id) {
    return library.stored(id).state().letters().stream()
        .filter(letter -> letter.job().jobId().value().equals(onlyJob(id)))
        .findFirst()
        .orElseThrow();
  }

  /** Claims a user's letter, as another invocation does. */
  private static void claim(String id, Instant until) {
    StoredUser user = library.stored(id);
    try {
      library
          .wiring()
          .users()
          .replace(
              user, user.withState(user.state().withLetter(letterProgress(id).asSending(until))));
    } catch (UserModifiedException e) {
      throw new AssertionError(e);
    }
  }

  /** Kills an invocation. It is not an exception, so that no code handles it. */
  private static final class InvocationKilledError extends Error {}

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String notification(String jobId) {
    return "{'job_id': '%s', 'chunk': 1, 'letters_due': 1, 'started': '%s'}"
        .formatted(jobId, Instant.now());
  }

  /** The ID of the only job that has changed a user. */
  private static String onlyJob(String user) {
    return library.stored(user).state().lastChange().orElseThrow().job().jobId().value();
  }
}
