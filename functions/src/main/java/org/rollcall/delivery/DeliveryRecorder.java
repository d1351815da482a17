package org.rollcall.delivery;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.state.UndeliverableAddress;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * Records events of SES in the folder of the job that sent the letter, and in the user's item. SES
 * may send an event twice, and sends events in any order. The result does not depend on either. See
 * D-063.
 */
public final class DeliveryRecorder {

  /** How many times an item that others keep writing is read before the recording fails. */
  private static final int MAX_ATTEMPTS = 10;

  private final UserTable users;
  private final Bucket bucket;
  private final Map<JobId, Optional<JobExecution>> jobs = new HashMap<>();

  public DeliveryRecorder(UserTable users, Bucket bucket) {
    this.users = users;
    this.bucket = bucket;
  }

  /**
   * Records events. Events of unknown and of deleted jobs are ignored, also if another job has the
   * ID now. See D-067.
   *
   * @return the number of recorded events
   * @throws IllegalStateException if others kept writing a user's item; the call can be repeated
   * @throws org.rollcall.aws.AwsException if AWS fails; the call can be repeated
   */
  public int record(List<LetterEvent> events) {
    List<LetterEvent> known =
        events.stream().filter(event -> findJob(event.letter()).isPresent()).toList();
    for (LetterEvent event : known) {
      new JobDeliveries(folder(event.letter())).write(event.letter().user(), event.record());
    }
    Map<PrimaryId, List<LetterEvent>> byUser =
        known.stream().collect(groupingBy(event -> event.letter().user()));
    Map<PrimaryId, StoredUser> found = users.find(byUser.keySet());
    long unwritten =
        byUser.entrySet().stream()
            .filter(user -> !update(user.getKey(), found.get(user.getKey()), user.getValue()))
            .count();
    if (unwritten > 0) {
      throw new IllegalStateException("the items of some users were modified too often");
    }
    return known.size();
  }

  /** The job that sent a letter; empty if its folder was deleted or cannot be read. */
  private Optional<JobExecution> findJob(LetterTags letter) {
    return jobs.computeIfAbsent(letter.jobId(), id -> read(folder(letter)))
        .filter(job -> letter.isOf(job.reference()));
  }

  private static Optional<JobExecution> read(JobFolder folder) {
    try {
      return folder.findJob().map(Job::execution);
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  private JobFolder folder(LetterTags letter) {
    return new JobFolder(bucket, letter.jobId());
  }

  /**
   * Writes events into the user's item. A user without an item, or with an unreadable one, is
   * ignored.
   *
   * @param first the item as read; null if there is none
   * @return false if others wrote the item each time
   */
  private boolean update(PrimaryId id, @Nullable StoredUser first, List<LetterEvent> events) {
    Optional<StoredUser> stored = Optional.ofNullable(first);
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      if (stored.filter(user -> user.state().isReadable()).isEmpty()) {
        return true;
      }
      StoredUser user = stored.get();
      RollcallState next = stateAfter(user.state(), events);
      if (next.equals(user.state())) {
        return true;
      }
      try {
        users.saveState(user, next);
        return true;
      } catch (UserModifiedException e) {
        stored = users.find(id);
      }
    }
    return false;
  }

  private RollcallState stateAfter(RollcallState before, List<LetterEvent> events) {
    RollcallState state = before;
    for (LetterEvent event : events) {
      LetterTags letter = event.letter();
      DeliveryRecord record = event.record();
      state =
          state.withDelivery(
              findJob(letter).orElseThrow().root(), record.messageId(), record.delivery());
      if (record.kind() == Delivery.Kind.BOUNCED) {
        state =
            state.withUndeliverable(
                new UndeliverableAddress(event.address(), record.when(), letter.jobId()));
      }
    }
    return state;
  }
}
