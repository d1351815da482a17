package org.rollcall.delivery;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Bucket;
import org.rollcall.job.DeliveryRecord;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.LetterTags;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.UndeliverableAddress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * Keeps what SES tells of letters: in the folder of the job that sent them, and in their users'
 * items. SES tells things twice and in any order; to record an event again changes nothing, and the
 * order makes no difference.
 */
public final class DeliveryRecorder {

  /** How often a user whom others keep writing is read again before the event is to come anew. */
  private static final int TRIES = 10;

  private final UserTable users;
  private final Bucket bucket;
  private final Map<String, Boolean> jobs = new HashMap<>();

  public DeliveryRecorder(UserTable users, Bucket bucket) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * Records some events.
   *
   * @return how many; those of jobs that are not, or no longer, there are left out
   * @throws IllegalStateException if others kept writing a user's item; the events may come again
   * @throws software.amazon.awssdk.core.exception.SdkException if AWS fails; likewise
   */
  public int record(List<LetterEvent> events) {
    List<LetterEvent> known = events.stream().filter(event -> isOfAJob(event.letter())).toList();
    for (LetterEvent event : known) {
      folder(event.letter()).writeDelivery(event.letter().user(), event.note());
    }
    Map<PrimaryId, List<LetterEvent>> byUser =
        known.stream().collect(groupingBy(event -> event.letter().user()));
    Map<PrimaryId, StoredUser> found = users.find(byUser.keySet());
    long unmarked =
        byUser.entrySet().stream()
            .filter(one -> !isMarked(found.get(one.getKey()), one.getKey(), one.getValue()))
            .count();
    if (unmarked > 0) {
      throw new IllegalStateException("the items of some users were being written all the time");
    }
    return known.size();
  }

  private boolean isOfAJob(LetterTags letter) {
    return jobs.computeIfAbsent(
        letter.jobId(), id -> JobFolder.JOB_ID.matcher(id).matches() && folder(letter).exists());
  }

  private JobFolder folder(LetterTags letter) {
    return new JobFolder(bucket, letter.jobId());
  }

  /** Marks what is told of a user's letters, unless others write the item all the time. */
  private boolean isMarked(@Nullable StoredUser first, PrimaryId id, List<LetterEvent> news) {
    Optional<StoredUser> stored = Optional.ofNullable(first);
    for (int i = 0; i < TRIES; i++) {
      if (stored.filter(user -> user.rollcall().isReadable()).isEmpty()) {
        return true;
      }
      StoredUser user = stored.get();
      RollcallState next = after(user.rollcall(), news);
      if (next.equals(user.rollcall())) {
        return true;
      }
      try {
        users.keep(user, next);
        return true;
      } catch (UserModifiedException e) {
        stored = users.find(id);
      }
    }
    return false;
  }

  private static RollcallState after(RollcallState kept, List<LetterEvent> news) {
    RollcallState next = kept;
    for (LetterEvent event : news) {
      LetterTags letter = event.letter();
      DeliveryRecord note = event.note();
      next = next.withDelivery(letter.root(), note.messageId(), note.delivery());
      if (note.kind() == Delivery.Kind.BOUNCED) {
        next =
            next.withUndeliverable(
                new UndeliverableAddress(event.address(), note.when(), letter.jobId()));
      }
    }
    return next;
  }
}
