package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.user.Coded;
import org.rollcall.user.Delivery;
import org.rollcall.user.LastChange.FieldChange;
import org.rollcall.user.LetterMark;

/**
 * One member in the report: the outcome, what became of the letter that was due, and what SES has
 * told of it since. Of changed lists it keeps the names alone, so that the rows of 100,000 members
 * fit in memory.
 */
record Row(
    Outcome outcome, Optional<LetterOutcome> letterOutcome, Optional<Delivery.Kind> delivery) {

  /** Stands for what a list was and became. */
  private static final FieldChange LIST =
      new FieldChange(JsonNodeFactory.instance.arrayNode(), null);

  Row {
    outcome = withoutLists(requireNonNull(outcome, "outcome is null"));
    requireNonNull(letterOutcome, "letterOutcome is null");
    requireNonNull(delivery, "delivery is null");
  }

  /** A member of whose letter SES has told nothing. */
  Row(Outcome outcome, Optional<LetterOutcome> letterOutcome) {
    this(outcome, letterOutcome, Optional.empty());
  }

  private static Outcome withoutLists(Outcome outcome) {
    Map<String, FieldChange> changes = new TreeMap<>(outcome.changes());
    changes.replaceAll((field, change) -> isSimple(change) ? change : LIST);
    return new Outcome(
        outcome.primaryId(),
        outcome.result(),
        outcome.reason(),
        changes,
        outcome.credentials(),
        outcome.letter());
  }

  static Row notReached(String primaryId) {
    return new Row(
        new Outcome(
            primaryId,
            Outcome.Result.NOT_REACHED,
            Optional.of("NOT_REACHED: the job stopped before it came to this user"),
            Map.of(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty());
  }

  Outcome.Result result() {
    return outcome.result();
  }

  /** How the letter ended; one that was due and is not accounted for has failed. */
  Optional<LetterMark.State> letter() {
    return outcome
        .letter()
        .map(
            planned ->
                planned == LetterMark.State.DUE
                    ? letterOutcome
                        .map(LetterOutcome::letter)
                        .filter(state -> state != LetterMark.State.SENDING)
                        .orElse(LetterMark.State.FAILED)
                    : planned);
  }

  /** Why the member, or else the letter, did not come out as wished. */
  String reason() {
    return outcome
        .reason()
        .or(() -> letterOutcome.flatMap(LetterOutcome::reason))
        .or(() -> letter().filter(state -> state != LetterMark.State.SENT).map(Row::whyUnsent))
        .or(() -> delivery.flatMap(Row::whyInVain))
        .orElse("");
  }

  private static Optional<String> whyInVain(Delivery.Kind delivery) {
    return switch (delivery) {
      case DELIVERED, SOFT_BOUNCED -> Optional.empty();
      case BOUNCED -> Optional.of("LETTER_BOUNCED: the letter came back; the address is no good");
      case COMPLAINED -> Optional.of("LETTER_COMPLAINED: the user has called the letter spam");
    };
  }

  private static String whyUnsent(LetterMark.State state) {
    return switch (state) {
      case NO_PREFERRED_EMAIL ->
          "NO_PREFERRED_EMAIL: the user has no preferred email address, or several";
      case ADDRESS_BOUNCED ->
          "ADDRESS_BOUNCED: an earlier letter came back from the user's address for good";
      case OPTED_OUT -> "OPTED_OUT: the user does not want letters of this type";
      default -> "LETTER_NOT_REACHED: the job stopped before it sent the letter; a retry sends it";
    };
  }

  /** The changes in words; of lists, which may hold personal data, only their names. */
  String changes() {
    return outcome.changes().entrySet().stream()
        .map(field -> field.getKey() + words(field.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String words(FieldChange change) {
    return isSimple(change) ? ": " + value(change.before()) + " -> " + value(change.after()) : "";
  }

  private static boolean isSimple(FieldChange change) {
    return isSimple(change.before()) && isSimple(change.after());
  }

  private static boolean isSimple(@Nullable JsonNode node) {
    return node == null || node.isValueNode() || node.has("value");
  }

  private static String value(@Nullable JsonNode node) {
    return node == null ? "(none)" : Coded.code(node).orElse("(none)");
  }

  String credentials() {
    return outcome.credentials().map(Enum::name).orElse("");
  }

  String messageId() {
    return letterOutcome.flatMap(LetterOutcome::messageId).orElse("");
  }

  /** Whether somebody should look at this member; that a user's wish is kept needs nobody. */
  boolean needsAttention() {
    return !reason().isEmpty() && !letter().equals(Optional.of(LetterMark.State.OPTED_OUT));
  }
}
