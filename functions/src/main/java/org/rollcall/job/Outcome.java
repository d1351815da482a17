package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/**
 * The result of a job for one member.
 *
 * @param primaryId as in the user's record; for an unknown user, as in the set
 * @param reason why the user was not changed, or a remark: the code, a colon, and a message
 * @param reasonCode the code of {@code reason}
 * @param changes the fields that changed, each with its value before and after. Lists have only the
 *     entries that differ; see {@link FieldChange#differences}
 * @param letter DUE, or a state that {@link LetterProgress.State#isNotToBeSent}, if the job sends
 *     this user a letter
 * @param recipient what a letter that is due depends on
 * @param undoneLetter in an undo: the state of the undone job's letter
 * @param effects what each change did; see {@link org.rollcall.change.Changes.Applied#effects}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(
    String primaryId,
    Result result,
    Optional<String> reason,
    Optional<Reason> reasonCode,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, FieldChange> changes,
    Optional<Credentials> credentials,
    Optional<LetterProgress.State> letter,
    Optional<Recipient> recipient,
    Optional<LetterProgress.State> undoneLetter,
    Optional<String> effects) {

  /** Each member has exactly one of these results. */
  public enum Result {
    UPDATED,
    /** In a preview or a test of letters: the job would change the user. */
    WOULD_CHANGE,
    UNCHANGED,
    SKIPPED,
    NOT_FOUND,
    FAILED,
    NOT_REACHED,
    /** The job processed only some members, as it was asked to, and not this one. */
    HELD_BACK
  }

  /** What the job did to a user's credentials. */
  public enum Credentials {
    /** A temporary password was issued. */
    RESET,
    /** In a preview: a temporary password would be issued. Only in reports. */
    WOULD_RESET,
    /** A temporary password was withdrawn: the account became external. */
    WITHDRAWN,
    /** In a preview: a temporary password would be withdrawn. Only in reports. */
    WOULD_WITHDRAW
  }

  public Outcome {
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /**
   * An outcome that needs no reason.
   *
   * @param fields the fields that changed, with whole lists
   */
  public static Outcome done(
      String primaryId,
      Result result,
      Map<String, FieldChange> fields,
      Optional<Credentials> credentials,
      Optional<LetterProgress.State> letter) {
    Map<String, FieldChange> changes = new TreeMap<>(fields);
    changes.replaceAll((field, change) -> change.differences(field));
    return new Outcome(
        primaryId,
        result,
        Optional.empty(),
        Optional.empty(),
        changes,
        credentials,
        letter,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This outcome with what each change did. */
  public Outcome withEffects(String text) {
    return with(
        reason,
        reasonCode,
        letter,
        recipient,
        undoneLetter,
        Optional.of(text).filter(found -> !found.isEmpty()));
  }

  /**
   * An outcome without changes and without a letter.
   *
   * @param values one value for each placeholder of the reason's template
   */
  public static Outcome of(String primaryId, Result result, Reason code, Object... values) {
    return of(primaryId, result, ReasonText.of(code, values));
  }

  /** An outcome without changes and without a letter. */
  public static Outcome of(String primaryId, Result result, ReasonText reason) {
    return new Outcome(
        primaryId,
        result,
        Optional.of(reason.text()),
        Optional.of(reason.code()),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The outcome of a user that could not be changed, because of a defect in Rollcall. */
  public static Outcome internalError(String primaryId, RuntimeException defect) {
    return failed(primaryId, Reason.INTERNAL_ERROR, defect.getClass().getName());
  }

  public static Outcome failed(String primaryId, Reason code, Object... values) {
    return of(primaryId, Result.FAILED, code, values);
  }

  /** This outcome with another planned letter. */
  public Outcome withLetter(Optional<LetterProgress.State> other) {
    return with(reason, reasonCode, other, recipient, undoneLetter, effects);
  }

  /** This outcome with what its letter depends on. */
  public Outcome withRecipient(Optional<Recipient> known) {
    return with(reason, reasonCode, letter, known, undoneLetter, effects);
  }

  /** This outcome with a remark, for a member that was processed. */
  public Outcome withRemark(ReasonText remark) {
    return with(
        Optional.of(remark.text()),
        Optional.of(remark.code()),
        letter,
        recipient,
        undoneLetter,
        effects);
  }

  /** This outcome with the state of the undone job's letter. */
  public Outcome withUndoneLetter(Optional<LetterProgress.State> state) {
    return with(reason, reasonCode, letter, recipient, state, effects);
  }

  public Optional<ReasonText> reasonText() {
    return reasonCode.map(code -> new ReasonText(code, reason.orElseThrow()));
  }

  /** This outcome of the same member, with other details. */
  private Outcome with(
      Optional<String> newReason,
      Optional<Reason> newCode,
      Optional<LetterProgress.State> newLetter,
      Optional<Recipient> newRecipient,
      Optional<LetterProgress.State> newUndoneLetter,
      Optional<String> newEffects) {
    return new Outcome(
        primaryId,
        result,
        newReason,
        newCode,
        changes,
        credentials,
        newLetter,
        newRecipient,
        newUndoneLetter,
        newEffects);
  }
}
