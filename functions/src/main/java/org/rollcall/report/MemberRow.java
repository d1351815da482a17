package org.rollcall.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.CodedValue;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/**
 * One member in the report, cell by cell as {@code users.csv} has it: what the report's page says
 * of a member can be made from that table alone.
 *
 * @param reason why the user was not changed; otherwise, why the letter was not sent or failed
 * @param changes the changes in words; of lists, which may hold personal data, only their names
 * @param letter how the letter ended, if one was due
 * @param messageId SES's id of the letter, or empty
 * @param delivery what SES has told of the letter since
 */
record MemberRow(
    String primaryId,
    Result result,
    Optional<ReasonText> reason,
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
            .reasonText()
            .or(() -> letterOutcome.flatMap(LetterOutcome::reasonText))
            .or(
                () ->
                    letter
                        .filter(state -> state != LetterProgress.State.SENT)
                        .map(MemberRow::whyUnsent))
            .or(() -> delivery.flatMap(MemberRow::whyInVain)),
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
        Optional.of(ReasonText.of(Reason.NOT_REACHED)),
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

  private static Optional<ReasonText> whyInVain(Delivery.Kind delivery) {
    return switch (delivery) {
      case DELIVERED, SOFT_BOUNCED -> Optional.empty();
      case BOUNCED -> Optional.of(ReasonText.of(Reason.LETTER_BOUNCED));
      case COMPLAINED -> Optional.of(ReasonText.of(Reason.LETTER_COMPLAINED));
    };
  }

  private static ReasonText whyUnsent(LetterProgress.State state) {
    return ReasonText.of(
        switch (state) {
          case NO_PREFERRED_EMAIL -> Reason.NO_PREFERRED_EMAIL;
          case ADDRESS_BOUNCED -> Reason.ADDRESS_BOUNCED;
          case OPTED_OUT -> Reason.OPTED_OUT;
          default -> Reason.LETTER_NOT_REACHED;
        });
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
    return node == null ? "(none)" : CodedValue.code(node).orElse("(none)");
  }

  /** Whether somebody should look at this member; that a user's wish is kept needs nobody. */
  boolean needsAttention() {
    return reason.isPresent() && !letter.equals(Optional.of(LetterProgress.State.OPTED_OUT));
  }
}
