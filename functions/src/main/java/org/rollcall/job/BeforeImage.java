package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;

/**
 * What an undo needs to know of a member of the undone job. See D-173.
 *
 * @param primaryId as in the user's record
 * @param isChanged whether the job changed the user
 * @param changes what it changed, with the places of list entries. Empty although the user was
 *     changed: the ledger has lost the changes
 * @param isRecorded whether the ledger of the undone job has the changes, so that the user's item
 *     need not keep them
 * @param letter the state of the job's letter to the user, if it had one. SENDING: it is not known
 *     whether it was sent
 * @param delivery what SES has reported about that letter
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BeforeImage(
    String primaryId,
    boolean isChanged,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, FieldChange> changes,
    boolean isRecorded,
    Optional<State> letter,
    Optional<Delivery.Kind> delivery) {

  public BeforeImage {
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /** Whether the changes are lost, so that they cannot be undone. */
  @JsonIgnore
  public boolean isLost() {
    return isChanged && changes.isEmpty();
  }

  /** The state of the letter if the user was deleted: one that was not sent cannot be sent. */
  public Optional<State> letterOfDeletedUser() {
    return letter.map(
        state -> state.isUnclear() ? State.UNCLEAR : isUnsent() ? State.GIVEN_UP : state);
  }

  /** Whether the letter is owed, and was not sent before. */
  @JsonIgnore
  public boolean isUnsent() {
    return letter.filter(state -> state.isOwed(Optional.empty())).isPresent();
  }

  /** Whether the user has got the job's letter. */
  public boolean hasLetter() {
    return letter.filter(state -> state.isSentOrPrinted() && !state.isOwed(delivery)).isPresent();
  }
}
