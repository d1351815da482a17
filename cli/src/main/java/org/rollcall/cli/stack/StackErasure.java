package org.rollcall.cli.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.PrimaryId;

/** Deletes a person's data from a stack, apart from the record and the jobs' objects. */
public interface StackErasure {

  /**
   * Records pending delivery events, and drops those of letters that were never sent. No job may be
   * running.
   */
  void settleMail();

  /**
   * Deletes the letters to a person that the stack still has.
   *
   * @param messageIds the SES message IDs of letters to the person
   * @param names the names by which jobs know the person
   * @return how many letters were deleted
   */
  int deleteLetters(Set<String> messageIds, Set<PrimaryId> names);

  /** Removes the bytes of deleted records from the table's file, if the stack has one. */
  void wipeDeletedUsers();

  /** The data folder from which the stack is served; empty for a stack on AWS. */
  Optional<String> servedFolder();

  /** What retains parts of the deleted data, as sentences without a full stop. */
  List<String> residualData();
}
