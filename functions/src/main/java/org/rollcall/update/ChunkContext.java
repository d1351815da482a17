package org.rollcall.update;

import java.util.function.BiPredicate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange;

/**
 * What the decisions about the users of a chunk need, apart from the job and the users.
 *
 * @param chunk the chunk's number
 * @param isRecorded whether a ledger contains an earlier change of a user, which need not stay on
 *     the user's item then
 * @param images in an undo: what the undone job did
 */
record ChunkContext(int chunk, BiPredicate<PrimaryId, LastChange> isRecorded, BeforeImages images) {

  /** For decisions whose writes are not used. */
  static ChunkContext none(BeforeImages images) {
    return new ChunkContext(0, (user, change) -> true, images);
  }
}
