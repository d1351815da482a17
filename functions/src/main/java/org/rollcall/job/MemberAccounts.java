package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;

/**
 * The account of every member that a chunk was to come to: what the ledger says and, where it
 * leaves a member open, what the user's item says. So it is exact for a job that was stopped or
 * killed, too, whose last pages were never written.
 */
public final class MemberAccounts {

  /** How many members are looked at together: as many as one call of DynamoDB gives. */
  private static final int SLICE = 100;

  private final Job job;
  private final JobLedger ledger;
  private final UserTable users;
  private boolean isOutOfReach;

  public MemberAccounts(Job job, JobLedger ledger, UserTable users) {
    this.job = requireNonNull(job, "job is null");
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.users = requireNonNull(users, "users is null");
  }

  /** Gives every member, in the set's order. Items are read only of those who remain. */
  public void forEach(Consumer<MemberAccount> consumer) {
    List<MemberAccount> slice = new ArrayList<>();
    ledger.forEachMember(
        member -> {
          slice.add(member);
          if (slice.size() == SLICE) {
            settled(slice).forEach(consumer);
            slice.clear();
          }
        });
    settled(slice).forEach(consumer);
  }

  private List<MemberAccount> settled(List<MemberAccount> slice) {
    if (job.test().isPresent()) {
      return slice;
    }
    List<PrimaryId> open =
        slice.stream().filter(MemberAccount::remains).map(MemberAccount::id).toList();
    Map<PrimaryId, StoredUser> found = find(open);
    return slice.stream().map(member -> settled(member, found)).toList();
  }

  /**
   * The users' items; none if AWS fails. A report is to be made all the same: those who are open
   * stay so, and a retry takes them.
   */
  private Map<PrimaryId, StoredUser> find(List<PrimaryId> open) {
    if (open.isEmpty() || isOutOfReach) {
      return Map.of();
    }
    try {
      return users.find(open);
    } catch (UserStoreException e) {
      isOutOfReach = true;
      return Map.of();
    }
  }

  private MemberAccount settled(MemberAccount member, Map<PrimaryId, StoredUser> found) {
    return Optional.ofNullable(found.get(member.id()))
        .flatMap(stored -> JobTrace.of(job, stored.state()))
        .map(member::with)
        .orElse(member);
  }
}
