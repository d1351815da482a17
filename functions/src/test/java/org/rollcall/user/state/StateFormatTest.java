package org.rollcall.user.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress.State;

class StateFormatTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final PrimaryId JDOE = PrimaryId.of("jdoe");
  private static final JobReference FIRST = Given.job("job-1");
  private static final JobReference RETRY = new JobReference(new JobId("retry-1"), NOON);
  private static final User BEFORE = Given.user("{primary_id: 'jdoe', job_title: {job: 'job-1'}}");
  private static final User AFTER =
      Given.user("{primary_id: 'jdoe', job_title: {job: 'job-1', n: [1.50, null, {}]}}");

  /** A state with all that it can have. */
  private static RollcallState full() {
    JobReference precise = new JobReference(new JobId("job-0"), NOON.plusNanos(1));
    RollcallState state = RollcallState.initial(JDOE);
    for (JobReference job : new JobReference[] {precise, FIRST}) {
      LetterProgress letter = LetterProgress.of(job, RETRY, "NEWS", State.DUE);
      state =
          state
              .withLastChange(
                  LastChange.of(
                      job,
                      new LastChange.PageReference(RETRY, 7),
                      LastChange.between(BEFORE, AFTER),
                      Optional.of(ReasonText.of(Reason.OWED_LETTER_DROPPED, "job-9"))),
                  known -> false)
              .withLetter(letter.asSending(NOON).asSent("m-1"))
              .withDelivery(job, "m-1", new Delivery(Delivery.Kind.BOUNCED, NOON));
    }
    return state
        .withLastChange(
            Given.lastChange(RETRY, NOON, LastChange.between(BEFORE, AFTER)), known -> false)
        .withCredential(Optional.of(IssuedCredential.of(FIRST, NOON, NOON.plusSeconds(9))))
        .withUndeliverable(new UndeliverableAddress("jdoe@example.edu", NOON, new JobId("job-1")))
        .forRecord(BEFORE)
        .nextVersion();
  }

  @Test
  void state_thatIsWrittenAndRead_shouldBeTheSame() {
    for (RollcallState state :
        new RollcallState[] {
          full(), RollcallState.initial(JDOE), RollcallState.initial(PrimaryId.of("JDoe"))
        }) {
      assertThat(StateFormat.read(StateFormat.write(state), JDOE)).isEqualTo(state);
    }
  }

  @Test
  void reference_shouldBeWrittenOnce() {
    String stored = StateFormat.write(full()).toString();

    assertThat(stored.split("retry-1@mwrsbk3f", -1)).hasSize(2);
    assertThat(stored.split("job-0@", -1)).hasSize(2);
  }

  @Test
  void initialState_shouldHaveNothingButItsVersion() {
    assertThat(StateFormat.write(RollcallState.initial(JDOE))).hasToString("{\"version\":0}");
    assertThat(StateFormat.write(RollcallState.initial(PrimaryId.of("JDoe"))))
        .hasToString("{\"primary_id\":\"JDoe\",\"version\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'none'",
        "{}",
        "{version: 1, earlier_jobs: ['job-1@2026-11-22T12:00:00Z']}",
        "{version: 1, earlier_jobs: [0]}",
        "{version: 1, earlier_jobs: [-1], jobs: ['job-1@2026-11-22T12:00:00Z']}",
        "{version: 1, earlier_jobs: [1], jobs: ['job-1@2026-11-22T12:00:00Z']}",
        "{version: 1, jobs: ['job-1']}",
        "{version: 1, jobs: [{}]}",
        "{version: 1, jobs: ['job-1@zzzzzzzzzzzzzz']}",
        "{version: 1, jobs: ['@mwrsbk3f']}",
        "{version: 1, unknown: 1}"
      })
  void state_ofAnotherFormat_shouldBeUnreadable(String stored) {
    assertThat(StateFormat.read(Given.json(stored), JDOE).isReadable()).isFalse();
  }

  @Test
  void stateWithoutAReference_shouldBeReadableByItsKey() {
    JsonNode stored = Given.json("{version: 3}");

    assertThat(StateFormat.read(stored, JDOE).version()).isEqualTo(3);
    assertThat(((ObjectNode) stored).size()).as("the stored value stays as it is").isEqualTo(1);
    assertThat(StateFormat.read(stored, JDOE).primaryId()).isEqualTo("jdoe");
    assertThat(StateFormat.read(stored, JDOE).jobValues()).isEqualTo(Map.of());
  }
}
