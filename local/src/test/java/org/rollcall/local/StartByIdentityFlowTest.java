package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.local.StartJobFixture.ADMINISTRATOR;
import static org.rollcall.local.StartJobFixture.JOB;
import static org.rollcall.local.StartJobFixture.MANAGER;
import static org.rollcall.local.StartJobFixture.event;
import static org.rollcall.local.StartJobFixture.naming;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.StartJobFixture.Response;
import org.rollcall.prepare.StartPolicy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Stacks that accept only jobs that are started through StartJob. */
class StartByIdentityFlowTest {

  @TempDir static Path folder;
  private static final SettableClock CLOCK = new SettableClock();
  private static TestLibrary library;
  private static StartJobFixture jobs;
  private static StateMachineRunner requiringIdentity;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
    jobs = new StartJobFixture(library);
    requiringIdentity = library.stateMachine(requiringIdentity(library.wiring(), Optional.empty()));
  }

  @AfterEach
  void resetClock() {
    CLOCK.reset();
  }

  @AfterAll
  static void close() {
    requiringIdentity.close();
    jobs.close();
  }

  /** The wiring of a stack that accepts jobs only by identity. */
  private static Wiring requiringIdentity(Wiring wiring, Optional<JsonNode> scheduledJob) {
    return TestLibrary.withSetting(
        wiring, "startPolicy", Optional.of(new StartPolicy(true, scheduledJob, false)));
  }

  /** The wiring with the state machine of a stack that accepts jobs only by identity. */
  private static Wiring startingByIdentity() {
    return RecordCopy.with(
        library.wiring(), "stepFunctions", (Supplier<SfnClient>) requiringIdentity::states);
  }

  @Test
  void functionWithoutAStartPolicy_shouldAcceptNoJob() {
    Wiring wiring = TestLibrary.withSetting(library.wiring(), "startPolicy", Optional.empty());

    assertThatThrownBy(() -> new PrepareJob(wiring))
        .hasMessage("START_JOBS_ONLY_BY_IDENTITY is missing from the environment");
  }

  @Test
  void jobStartedByIdentity_shouldRun() {
    Response response =
        StartJobFixture.start(startingByIdentity(), event(ADMINISTRATOR, Given.jsonText(JOB)));
    EndedJob job = requiringIdentity.await(response.jobId());

    assertThat(job.status()).startsWith("COMPLETED_");
    assertThat(job.report().path("initiated_by").asText()).isEqualTo(TestLibrary.ADMINISTRATOR);
  }

  @Test
  void jobStartedInAnotherWay_shouldBeRejected() {
    EndedJob job = requiringIdentity.run(TestLibrary.newJobId(), naming(TestLibrary.ADMINISTRATOR));

    assertThat(job.errors().get("initiated_by")).startsWith("is not verified");
    assertThat(library.keys("jobs/" + job.id() + "/")).isEmpty();
  }

  @Test
  void invalidJobIdWithoutAProof_shouldBeRejected() {
    EndedJob job = requiringIdentity.run("no.job", naming(TestLibrary.ADMINISTRATOR));

    assertThat(job.errors().values())
        .anyMatch(fault -> fault.startsWith("is not verified"))
        .anyMatch(fault -> fault.startsWith("the execution's name must be"));
  }

  @Test
  void proofOfAnotherInput_shouldBeRejected() {
    String id = rejectedStart();

    EndedJob job = requiringIdentity.run(id, naming(TestLibrary.MANAGER).replace("'sam'", "'odd'"));

    assertThat(job.errors().get("initiated_by")).startsWith("was verified for another input");
  }

  @Test
  void proofOfTheSameInputInAnotherOrder_shouldBeAccepted() {
    String id = rejectedStart();

    EndedJob job =
        requiringIdentity.run(
            id,
            """
            {'changes': {'status': {'value': 'INACTIVE'}}, 'limits': {'max_users': 5},
             'set': {'members': ['sam']}, 'job_name': 'Lapsed', 'initiated_by': 'user.manager'}
            """);

    assertThat(job.status()).startsWith("COMPLETED_");
  }

  @ParameterizedTest
  @ValueSource(longs = {-360, 360})
  void proofFromAnotherTime_shouldBeRejected(long seconds) {
    CLOCK.set(Instant.now().plusSeconds(seconds));
    String id = rejectedStart();
    CLOCK.reset();

    EndedJob job = requiringIdentity.run(id, naming(TestLibrary.MANAGER));

    assertThat(job.errors().get("initiated_by"))
        .startsWith("was verified for another input or another time");
  }

  @Test
  void proofFromAFewMinutesBefore_shouldBeAccepted() {
    CLOCK.set(Instant.now().minus(Duration.ofMinutes(4)));
    String id = rejectedStart();
    CLOCK.reset();

    assertThat(requiringIdentity.run(id, naming(TestLibrary.MANAGER)).status())
        .startsWith("COMPLETED_");
  }

  /** The ID of a job that has a proof, but was not started. */
  private static String rejectedStart() {
    Set<String> before = Set.copyOf(library.keys("jobs/"));
    Wiring unreachable =
        FaultyClient.forStepFunctions(
            library.wiring(),
            request -> {
              throw SdkClientException.create("unreachable");
            });
    assertThat(StartJobFixture.start(unreachable, event(MANAGER, Given.jsonText(JOB))).status())
        .isEqualTo(504);
    return library.keys("jobs/").stream()
        .filter(key -> key.endsWith("/start.json") && !before.contains(key))
        .map(key -> key.split("/", -1)[1])
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyTheScheduledJob_shouldBeAccepted() {
    JsonNode scheduled = Given.json(naming(TestLibrary.MANAGER));
    try (StateMachineRunner machine =
        library.stateMachine(requiringIdentity(library.wiring(), Optional.of(scheduled)))) {
      assertThat(machine.run(TestLibrary.newJobId(), naming(TestLibrary.MANAGER)).status())
          .startsWith("COMPLETED_");
      assertThat(machine.run(TestLibrary.newJobId(), naming(TestLibrary.ADMINISTRATOR)).errors())
          .containsOnlyKeys("initiated_by");
    }
  }

  @Test
  void retry_shouldRequireAProofToo() {
    String earlier = library.await(jobs.start(MANAGER, JOB).jobId()).id();
    String retry = "{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(earlier);

    assertThat(requiringIdentity.run(TestLibrary.newJobId(), retry).errors())
        .containsOnlyKeys("initiated_by");
    Response response =
        StartJobFixture.start(startingByIdentity(), event(MANAGER, Given.jsonText(retry)));
    assertThat(requiringIdentity.await(response.jobId()).status()).startsWith("COMPLETED_");
  }
}
