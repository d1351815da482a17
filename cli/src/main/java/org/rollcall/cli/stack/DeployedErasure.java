package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.user.PrimaryId;

/**
 * Erasure from a stack on AWS. Letters have been sent to their recipients, and the table's storage
 * is not accessible.
 */
record DeployedErasure(Optional<String> servedFolder) implements StackErasure {

  DeployedErasure {
    requireNonNull(servedFolder, "servedFolder is null");
  }

  @Override
  public void settleMail() {}

  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> names) {
    return 0;
  }

  @Override
  public void wipeDeletedUsers() {}

  @Override
  public List<String> residualData() {
    return List.of(
        "older versions of the jobs' objects remain in the bucket for two or three more days",
        "the table's backups contain the record for 35 days; if you restore one, run forget again",
        "Amazon SES may report deliveries to the person for some more days; then run forget again",
        "Amazon SES's suppression list may contain the person's addresses");
  }
}
