package org.rollcall.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
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
  private final Function<PrimaryId, Optional<Delivery.Kind>> deliveries;
  private boolean isTableUnavailable;

  /**
   * The accounts of a job's members.
   *
   * @param deliveries what SES has reported about the job's letters
   */
  public MemberAccounts(
      Job job,
      LedgerSnapshot ledger,
      UserTable users,
      Function<PrimaryId, Optional<Delivery.Kind>> deliveries) {
    this.job = job;
    this.ledger = ledger;
    this.users = users;
    this.deliveries = deliveries;
  }

  /** Passes every member in the set's order. Reads only the items of members that remain. */
  public void forEach(Consumer<MemberAccount> consumer) {
    List<MemberAccount> batch = new ArrayList<>();
    ledger.forEachMember(
        deliveries,
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
        batch.stream().filter(MemberAccount::remains).map(MemberAccount::id).toList();
    Optional<Map<PrimaryId, StoredUser>> found = find(remaining);
    return batch.stream()
        .map(
            member ->
                member.remains() && found.isPresent()
                    ? completed(member, Optional.ofNullable(found.get().get(member.id())))
                    : member)
        .toList();
  }

  /**
   * The users' items. Empty if AWS fails: the report is then made without them. The members stay as
   * the ledger has them, and a retry processes them.
   */
  private Optional<Map<PrimaryId, StoredUser>> find(List<PrimaryId> ids) {
    if (ids.isEmpty() || isTableUnavailable) {
      return Optional.empty();
    }
    try {
      return Optional.of(users.find(ids));
    } catch (UserStoreException e) {
      isTableUnavailable = true;
      return Optional.empty();
    }
  }

  private MemberAccount completed(MemberAccount member, Optional<StoredUser> stored) {
    MemberAccount account =
        stored
            .flatMap(user -> JobTrace.find(job.root(), user.state()))
            .map(member::with)
            .orElse(member);
    return account.isLetterOwed()
        ? givenUp(account, stored).map(account::givenUp).orElse(account)
        : account;
  }

  private Optional<LetterOutcome> givenUp(MemberAccount account, Optional<StoredUser> stored) {
    try {
      return OwedLetter.givenUp(job, account.member(), stored);
    } catch (BrokenRecordException e) {
      return Optional.empty();
    }
  }
}
