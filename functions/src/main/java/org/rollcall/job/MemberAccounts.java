package org.rollcall.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
  private final Trust trust;
  private final Function<PrimaryId, Optional<Delivery.Kind>> deliveries;
  private final Set<PrimaryId> forgotten = new HashSet<>();
  private Optional<UserStoreException> failure = Optional.empty();

  /** What is right where the ledger and a user's item differ. See D-146. */
  public enum Trust {
    /** The ledger, because it was written just now. Only items of members that remain are read. */
    LEDGER,
    /** The items, because a machine that lost its power may have lost their last writes. */
    RECORDS
  }

  /**
   * The accounts of a job's members.
   *
   * @param deliveries what SES has reported about the job's letters
   */
  public MemberAccounts(
      Job job,
      LedgerSnapshot ledger,
      UserTable users,
      Trust trust,
      Function<PrimaryId, Optional<Delivery.Kind>> deliveries) {
    this.job = job;
    this.ledger = ledger;
    this.users = users;
    this.trust = trust;
    this.deliveries = deliveries;
  }

  /** Passes every member in the set's order. */
  public void forEach(Consumer<MemberAccount> consumer) {
    forEach(chunk -> true, consumer);
  }

  /** Passes the members of some chunks in the set's order. Reads only the pages of these chunks. */
  public void forEach(Predicate<Chunk> filter, Consumer<MemberAccount> consumer) {
    List<MemberAccount> batch = new ArrayList<>();
    ledger.forEachMember(
        filter,
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

  /**
   * The members so far that remain, but whose items do not say what jobs with the same root did to
   * them, because later jobs have displaced that. See D-018.
   */
  public Set<PrimaryId> forgotten() {
    return Collections.unmodifiableSet(forgotten);
  }

  /**
   * Checks that all items were read that had to be read so far.
   *
   * @throws UserStoreException if they were not
   */
  public void requireItems() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private List<MemberAccount> completed(List<MemberAccount> batch) {
    if (job.test().isPresent() || job.isPreview()) {
      return batch;
    }
    List<PrimaryId> remaining =
        batch.stream()
            .filter(member -> trust == Trust.RECORDS || member.remains())
            .map(MemberAccount::id)
            .toList();
    Optional<Map<PrimaryId, StoredUser>> found = find(remaining);
    return batch.stream()
        .map(
            member ->
                found
                    .map(items -> completed(member, Optional.ofNullable(items.get(member.id()))))
                    .orElseGet(() -> withoutItem(member)))
        .toList();
  }

  private MemberAccount withoutItem(MemberAccount member) {
    if (member.remains()) {
      forgotten.add(member.id());
    }
    return member;
  }

  /**
   * The users' items. Empty if AWS fails: the report is then made without them. The members stay as
   * the ledger has them, and a retry processes them.
   */
  private Optional<Map<PrimaryId, StoredUser>> find(List<PrimaryId> ids) {
    if (ids.isEmpty() || failure.isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(users.find(ids));
    } catch (UserStoreException e) {
      failure = Optional.of(e);
      return Optional.empty();
    }
  }

  private MemberAccount completed(MemberAccount member, Optional<StoredUser> stored) {
    Optional<JobTrace> trace = stored.flatMap(user -> JobTrace.find(job.root(), user.state()));
    MemberAccount known = trust == Trust.RECORDS ? withoutLost(member, stored) : member;
    known = trace.map(known::withDelivery).orElse(known);
    if (!known.remains()) {
      return known;
    }
    boolean hasLetter = job.request().letter().isPresent();
    if (stored.filter(user -> user.state().hasForgotten(job.root(), hasLetter)).isPresent()) {
      forgotten.add(known.id());
    }
    MemberAccount account = trace.map(known::with).orElse(known);
    return account.isLetterOwed()
        ? givenUp(account, stored).map(account::givenUp).orElse(account)
        : account;
  }

  private MemberAccount withoutLost(MemberAccount member, Optional<StoredUser> stored) {
    return stored.map(user -> member.withoutLost(job.root(), user.state())).orElse(member);
  }

  private Optional<LetterOutcome> givenUp(MemberAccount account, Optional<StoredUser> stored) {
    try {
      return OwedLetter.givenUp(job, account.member(), stored);
    } catch (BrokenRecordException e) {
      return Optional.empty();
    }
  }
}
