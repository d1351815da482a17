package org.rollcall.job;

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
 * What is known of every member of the chunks: the ledger's entries, completed from the users'
 * items. See D-016.
 */
public final class MemberAccounts {

  /** The number of members that are looked up together: the maximum of one DynamoDB call. */
  private static final int BATCH_SIZE = 100;

  private final Job job;
  private final LedgerSnapshot ledger;
  private final UserTable users;
  private final Trust trust;
  private boolean isTableUnavailable;

  /** What is right where the ledger and a user's item differ. See D-146. */
  public enum Trust {
    /** The ledger, because it was written just now. Only items of members that remain are read. */
    LEDGER,
    /** The items, because a machine that lost its power may have lost their last writes. */
    RECORDS
  }

  public MemberAccounts(Job job, LedgerSnapshot ledger, UserTable users, Trust trust) {
    this.job = job;
    this.ledger = ledger;
    this.users = users;
    this.trust = trust;
  }

  /** Passes every member in the set's order. */
  public void forEach(Consumer<MemberAccount> consumer) {
    List<MemberAccount> batch = new ArrayList<>();
    ledger.forEachMember(
        member -> {
          batch.add(member);
          if (batch.size() == BATCH_SIZE) {
            completed(batch).forEach(consumer);
            batch.clear();
          }
        });
    completed(batch).forEach(consumer);
  }

  private List<MemberAccount> completed(List<MemberAccount> batch) {
    if (job.test().isPresent()) {
      return batch;
    }
    List<PrimaryId> remaining =
        batch.stream()
            .filter(member -> trust == Trust.RECORDS || member.remains())
            .map(MemberAccount::id)
            .toList();
    Map<PrimaryId, StoredUser> found = find(remaining);
    return batch.stream().map(member -> completed(member, found)).toList();
  }

  /**
   * The users' items. If AWS fails, the report is made without them: the members stay as the ledger
   * has them, and a retry processes them.
   */
  private Map<PrimaryId, StoredUser> find(List<PrimaryId> ids) {
    if (ids.isEmpty() || isTableUnavailable) {
      return Map.of();
    }
    try {
      return users.find(ids);
    } catch (UserStoreException e) {
      isTableUnavailable = true;
      return Map.of();
    }
  }

  private MemberAccount completed(MemberAccount member, Map<PrimaryId, StoredUser> found) {
    return Optional.ofNullable(found.get(member.id()))
        .map(StoredUser::state)
        .map(
            state -> {
              MemberAccount stored =
                  trust == Trust.RECORDS ? member.withoutLost(job.root(), state) : member;
              return JobTrace.find(job.root(), state).map(stored::with).orElse(stored);
            })
        .orElse(member);
  }
}
