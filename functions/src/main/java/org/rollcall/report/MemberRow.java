package org.rollcall.report;

import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Recipient;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/**
 * A member in the report, with everything that its files say about the member.
 *
 * @param reason why the user was not changed; otherwise, why the letter was not sent or failed
 * @param changes the changed fields; see {@link Outcome#changes}
 * @param letter the final state of the letter; empty if no letter was due
 * @param messageId the message ID of SES; empty if no letter was sent
 * @param delivery the delivery of the letter, if SES has reported it
 * @param letterOwed whether the letter is still owed to the user
 * @param notMade the changes whose {@code condition} or {@code when} was not true
 * @param person the columns name and phone
 * @param language the language of the letter, if it was or would be sent; two columns
 * @param undoneLetter in an undo: the state of the undone job's letter
 */
record MemberRow(
    String primaryId,
    Result result,
    Optional<ReasonText> reason,
    Map<String, FieldChange> changes,
    Optional<Credentials> credentials,
    Optional<LetterProgress.State> letter,
    String messageId,
    Optional<Delivery.Kind> delivery,
    boolean letterOwed,
    String notMade,
    PersonDetails person,
    Optional<LetterLanguage> language,
    Optional<LetterProgress.State> undoneLetter) {

  /**
   * The row of a member.
   *
   * @param isTest whether the job was a test of letters, which owes the members nothing
   */
  static MemberRow of(MemberAccount account, boolean isTest) {
    return account
        .outcome()
        .map(outcome -> of(outcome, account, isTest))
        .orElseGet(() -> notReached(account.member()));
  }

  /** The row of a member in a preview: what a run would do. */
  static MemberRow ofPreview(MemberAccount account) {
    return account
        .outcome()
        .map(MemberRow::ofPreview)
        .orElseGet(() -> notReached(account.member()));
  }

  private static MemberRow ofPreview(Outcome outcome) {
    Optional<LetterProgress.State> letter =
        outcome
            .letter()
            .map(state -> state == LetterProgress.State.DUE ? dueLetter(outcome) : state);
    return new MemberRow(
        outcome.primaryId(),
        outcome.result() == Result.UPDATED ? Result.WOULD_CHANGE : outcome.result(),
        leftAlone(outcome)
            .or(() -> letter.flatMap(LetterProgress.State::reason).map(ReasonText::of))
            .or(outcome::reasonText),
        outcome.changes(),
        outcome
            .credentials()
            .map(
                change ->
                    change == Credentials.RESET
                        ? Credentials.WOULD_RESET
                        : Credentials.WOULD_WITHDRAW),
        letter,
        "",
        Optional.empty(),
        false,
        "",
        PersonDetails.NONE,
        outcome
            .recipient()
            .filter(recipient -> letter.equals(Optional.of(LetterProgress.State.WOULD_SEND)))
            .map(Recipient::language),
        outcome.undoneLetter());
  }

  /** What would become of a letter that is due. */
  private static LetterProgress.State dueLetter(Outcome outcome) {
    return outcome.reasonCode().equals(Optional.of(Reason.BROKEN_RECORD))
        ? LetterProgress.State.FAILED
        : LetterProgress.State.WOULD_SEND;
  }

  /** The row of a member with an outcome. */
  static MemberRow of(
      Outcome outcome, Optional<LetterOutcome> letter, Optional<Delivery.Kind> delivery) {
    return of(
        new MemberAccount(
            outcome.primaryId(), Optional.of(outcome), letter, delivery, false, false),
        false);
  }

  private static MemberRow of(Outcome outcome, MemberAccount account, boolean isTest) {
    Optional<LetterProgress.State> letter = account.letterState();
    Optional<LetterOutcome> letterOutcome = account.letter();
    Optional<Delivery.Kind> delivery = account.delivery();
    return new MemberRow(
        outcome.primaryId(),
        outcome.result(),
        leftAlone(outcome)
            .or(() -> letterOutcome.flatMap(LetterOutcome::reasonText))
            .or(() -> letter.filter(state -> !state.isSentOrPrinted()).map(MemberRow::unsentReason))
            .or(
                () ->
                    isPrinted(letter)
                        ? Optional.empty()
                        : delivery.flatMap(MemberRow::deliveryProblem))
            // A letter that could not be rendered at first may have been sent since.
            .or(() -> outcome.reasonText().filter(reason -> !isSolved(reason, letter))),
        outcome.changes(),
        outcome.credentials(),
        letter,
        letterOutcome.flatMap(LetterOutcome::messageId).orElse(""),
        delivery,
        !isTest && account.isLetterOwed(),
        "",
        PersonDetails.NONE,
        letterOutcome.flatMap(LetterOutcome::language),
        outcome.undoneLetter());
  }

  /** In an undo: why fields of a member are left alone. */
  private static Optional<ReasonText> leftAlone(Outcome outcome) {
    return outcome.reasonText().filter(reason -> reason.code().leavesFieldsAlone());
  }

  /** Why the letter was not sent or did not arrive; the reason may be another one in an undo. */
  ReasonText letterReason() {
    return reason
        .filter(found -> !found.code().leavesFieldsAlone())
        .or(() -> delivery.flatMap(MemberRow::deliveryProblem))
        .or(() -> letter.map(MemberRow::unsentReason))
        .orElseGet(() -> ReasonText.of(Reason.LETTER_NOT_REACHED));
  }

  /** Whether an undo has undone only some of the member's changes. */
  boolean isPartlyUndone() {
    return (result == Result.UPDATED || result == Result.WOULD_CHANGE)
        && reason.filter(found -> found.code().leavesFieldsAlone()).isPresent();
  }

  /** The row of a member that the job did not reach. */
  static MemberRow notReached(String primaryId) {
    return notProcessed(
        primaryId, Result.NOT_REACHED, Optional.of(ReasonText.of(Reason.NOT_REACHED)));
  }

  /** The row of a member that the job held back. */
  static MemberRow heldBack(String primaryId) {
    return notProcessed(primaryId, Result.HELD_BACK, Optional.empty());
  }

  private static MemberRow notProcessed(
      String primaryId, Result result, Optional<ReasonText> reason) {
    return new MemberRow(
        primaryId,
        result,
        reason,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        false,
        "",
        PersonDetails.NONE,
        Optional.empty(),
        Optional.empty());
  }

  MemberRow withNotMade(String changesNotMade) {
    return with(changesNotMade, person, language);
  }

  MemberRow withPerson(PersonDetails details) {
    return with(notMade, details, language);
  }

  MemberRow withLanguage(LetterLanguage known) {
    return with(notMade, person, Optional.of(known));
  }

  private MemberRow with(
      String changesNotMade, PersonDetails details, Optional<LetterLanguage> letterLanguage) {
    return new MemberRow(
        primaryId,
        result,
        reason,
        changes,
        credentials,
        letter,
        messageId,
        delivery,
        letterOwed,
        changesNotMade,
        details,
        letterLanguage,
        undoneLetter);
  }

  /** Whether the letter was sent, but its language is not known. */
  boolean lacksLanguage() {
    return letter.equals(Optional.of(LetterProgress.State.SENT)) && language.isEmpty();
  }

  /** Whether a letter was due and has not arrived, so that the person may have to be told. */
  boolean isWithoutLetter() {
    return letter.isPresent() && needsAttention();
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

  private static boolean isSolved(ReasonText reason, Optional<LetterProgress.State> letter) {
    return reason.code() == Reason.BROKEN_RECORD
        && letter.filter(LetterProgress.State::isSentOrPrinted).isPresent();
  }

  /** A printed letter may have bounced before: that is no problem any more. */
  private static boolean isPrinted(Optional<LetterProgress.State> letter) {
    return letter.equals(Optional.of(LetterProgress.State.PRINTED));
  }

  private static ReasonText unsentReason(LetterProgress.State state) {
    return ReasonText.of(state.reason().orElse(Reason.LETTER_NOT_REACHED));
  }

  /**
   * Whether an operator should check this member. An opt-out, or an undone letter, needs no
   * attention.
   */
  boolean needsAttention() {
    return reason
        .filter(found -> found.code().leavesFieldsAlone() || !isLetterUnwanted())
        .isPresent();
  }

  private boolean isLetterUnwanted() {
    return letter
        .filter(state -> state == LetterProgress.State.OPTED_OUT || state.isWithdrawn())
        .isPresent();
  }
}
