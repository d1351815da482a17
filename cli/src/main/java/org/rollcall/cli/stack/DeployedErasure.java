package org.rollcall.cli.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.PrimaryId;

/**
 * Deletes a person's data from a stack on AWS. Letters are in the recipients' mailboxes, and the
 * files of the table are not accessible.
 */
record DeployedErasure(Optional<String> servingFolder) implements StackErasure {

  @Override
  public void processMailEvents() {}

  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> ids) {
    return 0;
  }

  @Override
  public void compactUsersDatabase() {}

  @Override
  public List<String> retentionNotes() {
    return List.of(
        "older versions of the jobs' objects remain in the bucket for two or three more days",
        "the table's backups contain the record for 35 days; if you restore one, run forget again",
        "Amazon SES may report deliveries to the person for some more days; then run forget again",
        "Amazon SES's suppression list may contain the person's addresses");
  }
}
