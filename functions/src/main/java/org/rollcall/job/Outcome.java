package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/**
 * What became of one member.
 *
 * @param primaryId as the user's record has it, or else as the set gave it
 * @param reason for any result but {@link Result#UPDATED}: a code and a sentence
 * @param changes every field that changed, before and after
 * @param letter DUE, NO_PREFERRED_EMAIL, OPTED_OUT or ADDRESS_BOUNCED, where the job tells this
 *     user
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(
    String primaryId,
    Result result,
    Optional<String> reason,
    Map<String, FieldChange> changes,
    Optional<Credentials> credentials,
    Optional<LetterProgress.State> letter) {

  /** The ways in which a member is accounted for. */
  public enum Result {
    UPDATED,
    UNCHANGED,
    SKIPPED,
    NOT_FOUND,
    FAILED,
    NOT_REACHED
  }

  /** What the job did to a user's credentials. */
  public enum Credentials {
    /** A temporary password was issued. */
    RESET
  }

  public Outcome {
    requireNonNull(primaryId, "primaryId is null");
    requireNonNull(result, "result is null");
    changes = changes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /** An outcome in which nothing was changed and nobody is told. */
  public static Outcome of(String primaryId, Result result, String reason) {
    return new Outcome(
        primaryId, result, Optional.of(reason), Map.of(), Optional.empty(), Optional.empty());
  }

  /** The outcome of a user on whose record Rollcall itself has failed. */
  public static Outcome internalError(String primaryId, RuntimeException fault) {
    return failed(
        primaryId,
        "INTERNAL_ERROR",
        "Rollcall failed on this record: " + fault.getClass().getName());
  }

  public static Outcome failed(String primaryId, String code, String sentence) {
    return of(primaryId, Result.FAILED, code + ": " + sentence);
  }
}
