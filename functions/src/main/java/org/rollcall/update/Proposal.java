package org.rollcall.update;

import java.util.Optional;
import org.rollcall.change.Changes;
import org.rollcall.error.ReasonText;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * What a job would do to a user, before the rules about people and letters are applied.
 *
 * @param effects as in {@link Changes.Applied}
 * @param state the user's state, without letters that the job withdraws
 * @param remark the fields that an undo leaves alone
 * @param rolesOfOthers the user as the rules about administrative roles see it: in an undo, without
 *     the roles that the undone job has given
 * @param getsLetter whether the user gets the job's letter, if it is possible
 */
record Proposal(
    User after,
    String effects,
    RollcallState state,
    Optional<ReasonText> remark,
    User rolesOfOthers,
    boolean getsLetter) {

  /** The proposal of a job that makes changes. */
  static Proposal of(Changes.Applied applied, StoredUser stored) {
    return new Proposal(
        applied.user(), applied.effects(), stored.state(), Optional.empty(), stored.user(), true);
  }
}
