package org.rollcall.user.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress.State;

class RollcallStateTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RollcallState INITIAL = RollcallState.initial(PrimaryId.of("jdoe"));
  private static final LetterProgress DUE =
      LetterProgress.of(Given.job("job-1"), Given.job("job-1"), "NEWS", State.DUE);

  private static Delivery delivery(Kind kind) {
    return new Delivery(kind, NOON);
  }

  private static Optional<Kind> kind(RollcallState state) {
    return state.letterOf(Given.job("job-1")).orElseThrow().delivery().map(Delivery::kind);
  }

  private static UndeliverableAddress address(String address, Instant when) {
    return new UndeliverableAddress(address, when, new JobId("job-1"));
  }

  private static EmailAddress parsed(String address) {
    return EmailAddress.of(address).orElseThrow();
  }

  @Test
  void deliveries_inAnyOrder_shouldKeepMostSevere() {
    RollcallState sent = INITIAL.withLetter(DUE.asSent("m-1"));
    for (Kind first : Kind.values()) {
      for (Kind second : Kind.values()) {
        RollcallState state =
            sent.withDelivery(Given.job("job-1"), "m-1", delivery(first))
                .withDelivery(Given.job("job-1"), "m-1", delivery(second))
                .withDelivery(Given.job("job-1"), "m-1", delivery(first));
        assertThat(kind(state)).contains(first.compareTo(second) > 0 ? first : second);
      }
    }
  }

  @Test
  void kinds_shouldBeOrderedBySeverity() {
    assertThat(Kind.values())
        .containsExactly(
            Kind.DELIVERED,
            Kind.SOFT_BOUNCED,
            Kind.REJECTED,
            Kind.SUPPRESSED,
            Kind.BOUNCED,
            Kind.COMPLAINED);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"DUE", "SENDING", "FAILED"})
  void delivery_ofUnsentLetter_shouldMakeItSent(State unsent) {
    LetterProgress letter =
        unsent == State.SENDING
            ? DUE.asSending(NOON.plusSeconds(30))
            : LetterProgress.of(Given.job("job-1"), Given.job("job-1"), "NEWS", unsent);

    RollcallState state =
        INITIAL
            .withLetter(letter)
            .withDelivery(Given.job("job-1"), "m-1", delivery(Kind.DELIVERED));

    LetterProgress after = state.letterOf(Given.job("job-1")).orElseThrow();
    assertThat(after.state()).isEqualTo(State.SENT);
    assertThat(after.messageId()).contains("m-1");
    assertThat(after.lease()).isEmpty();
    assertThat(kind(state)).contains(Kind.DELIVERED);
  }

  @Test
  void delivery_ofOtherMessageOrJob_shouldBeIgnored() {
    RollcallState sent = INITIAL.withLetter(DUE.asSent("m-1"));

    assertThat(sent.withDelivery(Given.job("job-1"), "m-2", delivery(Kind.BOUNCED)))
        .isEqualTo(sent);
    assertThat(sent.withDelivery(Given.job("job-2"), "m-1", delivery(Kind.BOUNCED)))
        .isEqualTo(sent);
  }

  @Test
  void eventOfALetterThatDidNotArrive_shouldNotBeTakenForTheNextOne() {
    Delivery bounce = delivery(Kind.BOUNCED);
    LetterProgress again =
        INITIAL
            .withLetter(DUE.asSent("m-1"))
            .withDelivery(Given.job("job-1"), "m-1", bounce)
            .letterOf(Given.job("job-1"))
            .orElseThrow()
            .asSending(Given.job("job-2"), NOON.plusSeconds(30));

    assertThat(again.withDelivery("m-1", bounce)).isEqualTo(again);
    assertThat(again.withDelivery("m-0", bounce)).as("of a still earlier letter").isEqualTo(again);
    assertThat(again.withDelivery("m-2", new Delivery(Kind.DELIVERED, NOON.plusSeconds(9))).state())
        .isEqualTo(State.SENT);
  }

  private static RollcallState withLetters(RollcallState first, int count, State letter) {
    RollcallState state = first;
    for (int i = 0; i < count; i++) {
      JobReference job = Given.job(letter + "-" + i);
      LetterProgress due = LetterProgress.of(job, job, "NEWS", State.DUE);
      state =
          state
              .withLastChange(Given.lastChange(job, NOON, Map.of()), known -> true)
              .withLetter(
                  letter == State.SENT
                      ? due.asSent("m-" + i)
                      : LetterProgress.of(job, job, "NEWS", letter));
    }
    return state;
  }

  @Test
  void owedLetters_shouldNotBeDisplacedByLettersThatWereSent() {
    RollcallState owed = withLetters(INITIAL, 10, State.NO_PREFERRED_EMAIL);

    RollcallState state = withLetters(owed, 30, State.SENT);

    assertThat(owed.owedLettersMissingIn(state)).isEmpty();
    assertThat(state.letters()).hasSize(20);
    assertThat(state.isChangedBy(Given.job("NO_PREFERRED_EMAIL-0")))
        .as("a retry must not change the user again")
        .isTrue();
    assertThat(state.isChangedBy(Given.job("SENT-0"))).isFalse();
    assertThat(withLetters(state, 9, State.FAILED).letterOf(Given.job("SENT-29"))).isPresent();
  }

  @Test
  void oldestOwedLetter_shouldBeDisplacedByTheEleventh() {
    RollcallState ten = withLetters(INITIAL, 10, State.FAILED);
    RollcallState eleven = ten.withLetter(DUE);

    assertThat(ten.owedLettersMissingIn(eleven)).containsExactly(new JobId("FAILED-0"));
    assertThat(eleven.letters()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@strasse.example", "ADA@b\u00fccher.example", "ada@XN--BCHER-KVA.example"})
  void undeliverableAddress_shouldBeComparedWithoutCaseAndEncoding(String other) {
    RollcallState state = INITIAL.withUndeliverable(address("Ada@bücher.example", NOON));

    assertThat(state.isUndeliverable(parsed(other))).isEqualTo(!other.contains("stra"));
    assertThat(state.isUndeliverable(parsed("bea@bücher.example"))).isFalse();
    assertThat(INITIAL.isUndeliverable(parsed(other))).isFalse();
  }

  @Test
  void undeliverableAddress_shouldBeOfLastBounce() {
    UndeliverableAddress earlier = address("old@example.edu", NOON);
    UndeliverableAddress later = address("new@example.edu", NOON.plusSeconds(1));

    for (List<UndeliverableAddress> order :
        List.of(List.of(earlier, later), List.of(later, earlier))) {
      RollcallState state = INITIAL.withUndeliverable(order.get(0)).withUndeliverable(order.get(1));
      assertThat(state.undeliverable()).contains(later);
    }
  }

  @Test
  void undeliverableAddress_toString_shouldNotContainAddress() {
    assertThat(address("ada@example.edu", NOON).toString()).doesNotContain("ada", "example");
  }

  @Test
  void otherChangesOfState_shouldKeepUndeliverableAddress() {
    RollcallState state = INITIAL.withUndeliverable(address("ada@example.edu", NOON));

    assertThat(
            state
                .withLetter(DUE)
                .withCredential(Optional.empty())
                .withLastChange(Given.lastChange(Given.job("job-2"), NOON, Map.of()), known -> true)
                .withDelivery(Given.job("job-1"), "m-1", delivery(Kind.DELIVERED))
                .forRecord(Given.user("{primary_id: 'JDoe'}"))
                .nextVersion()
                .isUndeliverable(parsed("ada@example.edu")))
        .isTrue();
  }
}
