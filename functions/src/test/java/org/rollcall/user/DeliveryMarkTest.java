package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.UndeliverableAddress;

/** What a user's item keeps of what SES tells. */
class DeliveryMarkTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RollcallState NEW = RollcallState.initial(PrimaryId.of("jdoe"));
  private static final LetterProgress DUE = LetterProgress.of("job-1", "job-1", "NEWS", State.DUE);

  private static Delivery news(Kind kind) {
    return new Delivery(kind, NOON);
  }

  private static Optional<Kind> kind(RollcallState kept) {
    return kept.letterOf("job-1").orElseThrow().delivery().map(Delivery::kind);
  }

  private static UndeliverableAddress address(String address, Instant when) {
    return new UndeliverableAddress(address, when, "job-1");
  }

  @Test
  void deliveries_inAnyOrder_shouldKeepMostSevere() {
    RollcallState sent = NEW.withLetter(DUE.asSent("m-1"));
    for (Kind first : Kind.values()) {
      for (Kind second : Kind.values()) {
        RollcallState told =
            sent.withDelivery("job-1", "m-1", news(first))
                .withDelivery("job-1", "m-1", news(second))
                .withDelivery("job-1", "m-1", news(first));
        assertThat(kind(told)).contains(first.compareTo(second) > 0 ? first : second);
      }
    }
  }

  @Test
  void kinds_shouldBeOrderedBySeverity() {
    assertThat(Kind.values())
        .containsExactly(Kind.DELIVERED, Kind.SOFT_BOUNCED, Kind.BOUNCED, Kind.COMPLAINED);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"DUE", "SENDING", "FAILED"})
  void delivery_ofUnsentLetter_shouldMakeItSent(State state) {
    LetterProgress mark =
        state == State.SENDING
            ? DUE.asSending(NOON.plusSeconds(30))
            : LetterProgress.of("job-1", "job-1", "NEWS", state);

    RollcallState told = NEW.withLetter(mark).withDelivery("job-1", "m-1", news(Kind.DELIVERED));

    LetterProgress after = told.letterOf("job-1").orElseThrow();
    assertThat(after.state()).isEqualTo(State.SENT);
    assertThat(after.messageId()).contains("m-1");
    assertThat(after.lease()).isEmpty();
    assertThat(kind(told)).contains(Kind.DELIVERED);
  }

  @Test
  void delivery_ofOtherMessageOrJob_shouldBeIgnored() {
    RollcallState sent = NEW.withLetter(DUE.asSent("m-1"));

    assertThat(sent.withDelivery("job-1", "m-2", news(Kind.BOUNCED))).isEqualTo(sent);
    assertThat(sent.withDelivery("job-2", "m-1", news(Kind.BOUNCED))).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@strasse.example", "ADA@b\u00fccher.example", "ada@XN--BCHER-KVA.example"})
  void undeliverableAddress_shouldBeComparedWithoutCaseAndEncoding(String other) {
    RollcallState kept = NEW.withUndeliverable(address("Ada@bücher.example", NOON));

    assertThat(kept.isUndeliverable(other)).isEqualTo(!other.contains("stra"));
    assertThat(kept.isUndeliverable("bea@bücher.example")).isFalse();
    assertThat(NEW.isUndeliverable(other)).isFalse();
  }

  @Test
  void undeliverableAddress_shouldBeOfLastBounce() {
    UndeliverableAddress old = address("old@example.edu", NOON);
    UndeliverableAddress young = address("new@example.edu", NOON.plusSeconds(1));

    for (List<UndeliverableAddress> order : List.of(List.of(old, young), List.of(young, old))) {
      RollcallState kept = NEW.withUndeliverable(order.get(0)).withUndeliverable(order.get(1));
      assertThat(kept.undeliverable()).contains(young);
    }
  }

  @Test
  void undeliverableAddress_toString_shouldNotContainAddress() {
    assertThat(address("ada@example.edu", NOON).toString()).doesNotContain("ada", "example");
  }

  @Test
  void otherChangesOfState_shouldKeepUndeliverableAddress() {
    RollcallState kept = NEW.withUndeliverable(address("ada@example.edu", NOON));

    assertThat(
            kept.withLetter(DUE)
                .withCredential(Optional.empty())
                .withLastChange(new LastChange("job-2", NOON, Map.of()))
                .withDelivery("job-1", "m-1", news(Kind.DELIVERED))
                .withPrimaryId(PrimaryId.of("JDoe"))
                .nextVersion()
                .isUndeliverable("ada@example.edu"))
        .isTrue();
  }
}
