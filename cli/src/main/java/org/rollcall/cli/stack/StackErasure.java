package org.rollcall.cli.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.PrimaryId;

/** Deletes a person's data from a stack, apart from the record and the jobs' objects. */
public interface StackErasure {

  /**
   * Records pending delivery events of sent letters, and deletes events of letters that were not
   * sent. Must not be called while a job is running.
   */
  void processMailEvents();

  /**
   * Deletes the letters to a person that are stored as files.
   *
   * @param messageIds the SES message IDs of letters to the person
   * @param ids the IDs of the person in jobs: the primary ID, and identifiers that a set listed
   * @return the number of deleted letters
   */
  int deleteLetters(Set<String> messageIds, Set<PrimaryId> ids);

  /** Removes deleted records from the file of the users' database, if the stack has one. */
  void compactUsersDatabase();

  /**
   * The data folder of another process that serves this stack with {@code serve}; empty if no other
   * process serves it.
   */
  Optional<String> servingFolder();

  /** Sentences without a full stop, each about a place where deleted data remains for some time. */
  List<String> retentionNotes();
}
