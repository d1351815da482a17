package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * A member in the report: one component for each column of {@code users.csv}. The report's page can
 * be created again from that file alone.
 *
 * @param reason why the user was not changed; otherwise, why the letter was not sent or failed
 * @param changes the changed fields with their values; lists without values, which may be personal
 *     data
 * @param letter the final state of the letter; empty if no letter was due
 * @param messageId the message ID of SES; empty if no letter was sent
 * @param delivery the delivery of the letter, if SES has reported it
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

  /** The row of a member. */
  static MemberRow of(MemberAccount account) {
    return account
        .outcome()
        .map(outcome -> of(outcome, account))
        .orElseGet(() -> notReached(account.member()));
  }

  private static MemberRow of(Outcome outcome, MemberAccount account) {
    Optional<LetterProgress.State> letter = account.letterState();
    Optional<LetterOutcome> letterOutcome = account.letter();
    Optional<Delivery.Kind> delivery = account.delivery();
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
                        .map(MemberRow::unsentReason))
            .or(() -> delivery.flatMap(MemberRow::deliveryProblem)),
        text(outcome.changes()),
        outcome.credentials(),
        letter,
        letterOutcome.flatMap(LetterOutcome::messageId).orElse(""),
        delivery);
  }

  /** The row of a member that the job did not reach. */
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

  /** This row with an alias instead of the ID, and without the changes and the message ID. */
  MemberRow anonymized(String alias) {
    return new MemberRow(alias, result, reason, "", credentials, letter, "", delivery);
  }

  /** A letter that was due and has no outcome has failed. */
  private static LetterProgress.State finalState(
      LetterProgress.State planned, Optional<LetterOutcome> letterOutcome) {
    return planned == LetterProgress.State.DUE
        ? letterOutcome
            .map(LetterOutcome::letter)
            .filter(state -> state != LetterProgress.State.SENDING)
            .orElse(LetterProgress.State.FAILED)
        : planned;
  }

  private static Optional<ReasonText> deliveryProblem(Delivery.Kind delivery) {
    return switch (delivery) {
      case DELIVERED, SOFT_BOUNCED -> Optional.empty();
      case REJECTED -> Optional.of(ReasonText.of(Reason.LETTER_REJECTED));
      case SUPPRESSED -> Optional.of(ReasonText.of(Reason.LETTER_SUPPRESSED));
      case BOUNCED -> Optional.of(ReasonText.of(Reason.LETTER_BOUNCED));
      case COMPLAINED -> Optional.of(ReasonText.of(Reason.LETTER_COMPLAINED));
    };
  }

  private static ReasonText unsentReason(LetterProgress.State state) {
    return ReasonText.of(state.reason().orElse(Reason.LETTER_NOT_REACHED));
  }

  private static String text(Map<String, FieldChange> changes) {
    return changes.entrySet().stream()
        .map(field -> field.getKey() + text(field.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String text(FieldChange change) {
    return isSimple(change.before()) && isSimple(change.after())
        ? ": " + value(change.before()) + " -> " + value(change.after())
        : "";
  }

  private static boolean isSimple(Optional<JsonNode> node) {
    return node.filter(value -> !value.isValueNode() && !value.has("value")).isEmpty();
  }

  private static String value(Optional<JsonNode> node) {
    return node.flatMap(CodedValue::code).orElse("(none)");
  }

  /** Whether an operator should check this member. An opt-out needs no attention. */
  boolean needsAttention() {
    return reason.isPresent() && !letter.equals(Optional.of(LetterProgress.State.OPTED_OUT));
  }
}
