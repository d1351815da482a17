package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.Coded;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/**
 * One member in the report, cell by cell as {@code users.csv} has it: what the report's page says
 * of a member can be made from that table alone.
 *
 * @param reason why the member, or else the letter, did not come out as wished; or empty
 * @param changes the changes in words; of lists, which may hold personal data, only their names
 * @param letter how the letter ended, if one was due
 * @param messageId SES's id of the letter, or empty
 * @param delivery what SES has told of the letter since
 */
record MemberRow(
    String primaryId,
    Result result,
    String reason,
    String changes,
    Optional<Credentials> credentials,
    Optional<LetterProgress.State> letter,
    String messageId,
    Optional<Delivery.Kind> delivery) {

  MemberRow {
    requireNonNull(primaryId, "primaryId is null");
    requireNonNull(result, "result is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(changes, "changes is null");
    requireNonNull(credentials, "credentials is null");
    requireNonNull(letter, "letter is null");
    requireNonNull(messageId, "messageId is null");
    requireNonNull(delivery, "delivery is null");
  }

  /** A member whose letter, if one was due, ended as is said. */
  static MemberRow of(
      Outcome outcome, Optional<LetterOutcome> letterOutcome, Optional<Delivery.Kind> delivery) {
    Optional<LetterProgress.State> letter =
        outcome.letter().map(planned -> ended(planned, letterOutcome));
    return new MemberRow(
        outcome.primaryId(),
        outcome.result(),
        outcome
            .reason()
            .or(() -> letterOutcome.flatMap(LetterOutcome::reason))
            .or(
                () ->
                    letter
                        .filter(state -> state != LetterProgress.State.SENT)
                        .map(MemberRow::whyUnsent))
            .or(() -> delivery.flatMap(MemberRow::whyInVain))
            .orElse(""),
        words(outcome.changes()),
        outcome.credentials(),
        letter,
        letterOutcome.flatMap(LetterOutcome::messageId).orElse(""),
        delivery);
  }

  /** A member of whose letter SES has told nothing. */
  static MemberRow of(Outcome outcome, Optional<LetterOutcome> letterOutcome) {
    return of(outcome, letterOutcome, Optional.empty());
  }

  static MemberRow notReached(String primaryId) {
    return new MemberRow(
        primaryId,
        Result.NOT_REACHED,
        "NOT_REACHED: the job stopped before it came to this user",
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }

  /** The same place in the report, of nobody: without a value, and without what leads to one. */
  MemberRow forgotten(String alias) {
    return new MemberRow(alias, result, reason, "", credentials, letter, "", delivery);
  }

  /** One that was due and is not accounted for has failed. */
  private static LetterProgress.State ended(
      LetterProgress.State planned, Optional<LetterOutcome> letterOutcome) {
    return planned == LetterProgress.State.DUE
        ? letterOutcome
            .map(LetterOutcome::letter)
            .filter(state -> state != LetterProgress.State.SENDING)
            .orElse(LetterProgress.State.FAILED)
        : planned;
  }

  private static Optional<String> whyInVain(Delivery.Kind delivery) {
    return switch (delivery) {
      case DELIVERED, SOFT_BOUNCED -> Optional.empty();
      case BOUNCED -> Optional.of("LETTER_BOUNCED: the letter came back; the address is no good");
      case COMPLAINED -> Optional.of("LETTER_COMPLAINED: the user has called the letter spam");
    };
  }

  private static String whyUnsent(LetterProgress.State state) {
    return switch (state) {
      case NO_PREFERRED_EMAIL ->
          "NO_PREFERRED_EMAIL: the user has no preferred email address, or several";
      case ADDRESS_BOUNCED ->
          "ADDRESS_BOUNCED: an earlier letter came back from the user's address for good";
      case OPTED_OUT -> "OPTED_OUT: the user does not want letters of this type";
      default -> "LETTER_NOT_REACHED: the job stopped before it sent the letter; a retry sends it";
    };
  }

  private static String words(Map<String, FieldChange> changes) {
    return changes.entrySet().stream()
        .map(field -> field.getKey() + words(field.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String words(FieldChange change) {
    return isSimple(change.before()) && isSimple(change.after())
        ? ": " + value(change.before()) + " -> " + value(change.after())
        : "";
  }

  private static boolean isSimple(@Nullable JsonNode node) {
    return node == null || node.isValueNode() || node.has("value");
  }

  private static String value(@Nullable JsonNode node) {
    return node == null ? "(none)" : Coded.code(node).orElse("(none)");
  }

  /** Whether somebody should look at this member; that a user's wish is kept needs nobody. */
  boolean needsAttention() {
    return !reason.isEmpty() && !letter.equals(Optional.of(LetterProgress.State.OPTED_OUT));
  }
}
