package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.rollcall.aws.Usage;
import org.rollcall.id.JobId;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.SesClientSettings;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/** Several who would send one letter: the claim on it says whose it is, and for how long. */
class LetterClaimFlowTest {

  private static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  @TempDir static Path folder;
  @AutoClose static Library library;

  @BeforeAll
  static void open() {
    library = Library.empty(folder);
  }

  @Test
  void letterInAnotherInvocationsHands_shouldBeWaitedForAndNotSentAgain() throws Exception {
    library.load(Patron.external("bob"));
    Wiring wiring = library.wiring();
    AtomicInteger sendings = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch jobEnded = new CountDownLatch(1);
    Wiring patient =
        InTheWay.ofTime(
            wiring,
            wiring.clock(),
            duration -> {
              waiting.countDown();
              await(jobEnded);
            });
    CompletableFuture<JsonNode> other = new CompletableFuture<>();

    EndedJob job =
        library.run(
            InTheWay.ofMail(
                wiring,
                request -> {
                  if (request instanceof SendRawEmailRequest && sendings.incrementAndGet() == 1) {
                    String again = notification(onlyJob("bob"));
                    new Thread(() -> other.complete(Library.invoke(new NotifyUser(patient), again)))
                        .start();
                    await(waiting);
                  }
                }),
            CONVERT.formatted("bob"));
    jobEnded.countDown();

    assertThat(other.get(1, TimeUnit.MINUTES).path("letters_sent").intValue()).isEqualTo(1);
    assertThat(sendings).hasValue(1);
    assertThat(job.cell("bob", "letter")).isEqualTo("SENT");
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
    assertThat(library.lettersTo("bob@example.edu")).hasSize(1);
  }

  @Test
  void letterOfAnInvocationThatDied_shouldBeSentWhenItsClaimIsOver() {
    EndedJob job = jobThatDiedAtItsLetter("bea");
    Instant begin = Instant.now();
    SettableClock clock = at(begin);

    Library.invoke(
        new NotifyUser(InTheWay.ofTime(library.wiring(), clock, clock::pass)),
        notification(job.id()));

    assertThat(Duration.between(begin, clock.instant()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(41));
    assertThat(library.lettersTo("bea@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void letterThatAThirdTakesUp_shouldBeWaitedForAgain() {
    EndedJob job = jobThatDiedAtItsLetter("ben");
    SettableClock clock = at(Instant.now());
    AtomicInteger waits = new AtomicInteger();

    Library.invoke(
        new NotifyUser(
            InTheWay.ofTime(
                library.wiring(),
                clock,
                duration -> {
                  clock.pass(duration);
                  if (waits.incrementAndGet() == 1) {
                    claim("ben", clock.instant().plusSeconds(40));
                  }
                })),
        notification(job.id()));

    assertThat(waits).hasValueGreaterThan(1);
    assertThat(library.lettersTo("ben@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void claimThatTookLongToWrite_shouldNotBeOutlastedBySending() {
    EndedJob job = jobThatDiedAtItsLetter("bix");
    SettableClock clock = at(Instant.now().plusSeconds(60));
    AtomicInteger writes = new AtomicInteger();
    List<Duration> left = new ArrayList<>();
    Wiring slow =
        InTheWay.ofTable(
            InTheWay.ofTime(library.wiring(), clock, clock::pass),
            request -> {
              if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                clock.pass(Duration.ofSeconds(15));
              }
            });

    Library.invoke(
        new NotifyUser(
            InTheWay.ofMail(
                slow,
                request -> {
                  Instant until = mark("bix").lease().orElseThrow();
                  left.add(Duration.between(clock.instant(), until));
                })),
        notification(job.id()));

    assertThat(left)
        .singleElement()
        .satisfies(
            time ->
                assertThat(time)
                    .as("for SES and for the mark")
                    .isGreaterThanOrEqualTo(
                        SesClientSettings.CALL_TIMEOUT.plus(UserTable.CALL_TIMEOUT)));
    assertThat(library.lettersTo("bix@example.edu")).hasSize(1);
    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
  }

  @Test
  void letterWhoseClaimTheTableRefuses_shouldFailAlone() {
    EndedJob job = jobThatDiedAtItsLetter("bud");

    Library.invoke(new NotifyUser(refusingWrite(1)), notification(job.id()));

    assertThat(job.entries("letters/000001.jsonl"))
        .singleElement()
        .asString()
        .contains("FAILED", "WRITE_REFUSED: ");
    assertThat(library.lettersTo("bud@example.edu")).isEmpty();
  }

  @Test
  void letterWhoseMarkTheTableRefuses_shouldStillBeSentByTheLedger() {
    EndedJob job = jobThatDiedAtItsLetter("bev");

    Library.invoke(new NotifyUser(refusingWrite(2)), notification(job.id()));

    assertThat(job.entries("letters/000001.jsonl")).singleElement().asString().contains("SENT");
    assertThat(library.lettersTo("bev@example.edu")).hasSize(1);
  }

  /** A table that has no room for what is written in a certain place of the order. */
  private static Wiring refusingWrite(int number) {
    AtomicInteger writes = new AtomicInteger();
    return InTheWay.ofTable(
        InTheWay.ofTime(library.wiring(), at(Instant.now().plusSeconds(60)), pause -> {}),
        request -> {
          if (request instanceof UpdateItemRequest && writes.incrementAndGet() == number) {
            throw DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build())
                .statusCode(400)
                .build();
          }
        });
  }

  /** A job whose one letter is in the hand of an invocation that is dead. */
  private static EndedJob jobThatDiedAtItsLetter(String id) {
    library.load(Patron.external(id));
    EndedJob job =
        library.run(
            InTheWay.ofMail(
                library.wiring(),
                request -> {
                  if (request instanceof SendRawEmailRequest) {
                    throw new InvocationKilled();
                  }
                }),
            CONVERT.formatted(id));
    assertThat(job.cell(id, "letter")).isEqualTo("FAILED");
    return job;
  }

  private static SettableClock at(Instant moment) {
    SettableClock clock = new SettableClock();
    clock.set(moment);
    return clock;
  }

  private static LetterProgress mark(String id) {
    return library.stored(id).state().letterOf(new JobId(onlyJob(id))).orElseThrow();
  }

  /** Takes a user's letter in hand, as another invocation does. */
  private static void claim(String id, Instant until) {
    StoredUser user = library.stored(id);
    try {
      library
          .wiring()
          .users(new Usage())
          .replace(user, user.withState(user.state().withLetter(mark(id).asSending(until))));
    } catch (UserModifiedException e) {
      throw new AssertionError(e);
    }
  }

  /** What ends an invocation in the middle, past everything that catches exceptions. */
  private static final class InvocationKilled extends Error {}

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

  /** The job that has changed a user. */
  private static String onlyJob(String user) {
    return library.stored(user).state().lastChange().orElseThrow().jobId().value();
  }
}
