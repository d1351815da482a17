package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;

/**
 * What an undo needs to know of a member of the undone job. See D-173.
 *
 * @param primaryId as in the user's record
 * @param isChanged whether the job changed the user
 * @param changes what it changed, with the places of list entries. Empty although the user was
 *     changed: the ledger has lost the changes
 * @param letter the state of the job's letter to the user, if it had one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BeforeImage(
    String primaryId,
    boolean isChanged,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, FieldChange> changes,
    Optional<State> letter) {

  public BeforeImage {
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /** Whether the changes are lost, so that they cannot be taken back. */
  @JsonIgnore
  public boolean isLost() {
    return isChanged && changes.isEmpty();
  }

  /** The state of the letter after the undo: one that was owed is not sent any more. */
  public Optional<State> undoneLetter() {
    return letter.map(state -> state.isOwed(Optional.empty()) ? State.WITHDRAWN : state);
  }

  /** Whether the user has got the job's letter. */
  public boolean hasLetter() {
    return letter.equals(Optional.of(State.SENT));
  }
}
