package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;

/**
 * What Rollcall keeps beside a user's record, in the item's attribute {@code rollcall}. It is never
 * exported, shown to a template, or put into an execution.
 *
 * @param primaryId the id as given; the item's key has it in lower case
 * @param version counts Rollcall's writes of the item; 0 if it has written none
 * @param earlierJobs the jobs that changed the user before the last one, the latest last; at most
 *     {@value #MOST_JOBS}
 * @param letters one mark a job, the latest last; at most {@value #MOST_LETTERS}
 * @param undeliverable the address that a letter came back from for good, the latest such
 */
public record RollcallState(
    String primaryId,
    long version,
    Optional<LastChange> lastChange,
    List<String> earlierJobs,
    Optional<IssuedCredential> credential,
    List<LetterProgress> letters,
    Optional<UndeliverableAddress> undeliverable) {

  static final int MOST_JOBS = 10;
  static final int MOST_LETTERS = 10;

  private static final long UNREADABLE = -1;

  public RollcallState {
    requireNonNull(primaryId, "primaryId is null");
    requireNonNull(lastChange, "lastChange is null");
    earlierJobs = earlierJobs == null ? List.of() : List.copyOf(earlierJobs);
    requireNonNull(credential, "credential is null");
    letters = letters == null ? List.of() : List.copyOf(letters);
    requireNonNull(undeliverable, "undeliverable is null");
  }

  /** The bookkeeping of a user that no job has touched. */
  public static RollcallState untouched(PrimaryId id) {
    return untouched(id, 0);
  }

  private static RollcallState untouched(PrimaryId id, long version) {
    return new RollcallState(
        id.toString(),
        version,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** What an item holds; something unreadable makes its user one that no job can change. */
  public static RollcallState read(JsonNode kept, PrimaryId key) {
    try {
      return Json.MAPPER.convertValue(kept, RollcallState.class);
    } catch (IllegalArgumentException e) {
      return untouched(key, UNREADABLE);
    }
  }

  /** Whether the item's attribute {@code rollcall} is one that Rollcall could have written. */
  @JsonIgnore
  public boolean isReadable() {
    return version != UNREADABLE;
  }

  /** Whether the job has changed the user already. */
  public boolean isChangedBy(String jobId) {
    return changeOf(jobId).isPresent() || earlierJobs.contains(jobId);
  }

  /** What a job has changed, if no other has changed the user since. */
  public Optional<LastChange> changeOf(String jobId) {
    return lastChange.filter(change -> change.jobId().equals(jobId));
  }

  /** The mark of a job's letter. */
  public Optional<LetterProgress> letterOf(String jobId) {
    return letters.stream().filter(mark -> mark.jobId().equals(jobId)).findFirst();
  }

  /** The credential that a job issued. */
  public Optional<IssuedCredential> credentialOf(String jobId) {
    return credential.filter(issued -> issued.jobId().equals(jobId));
  }

  /** The same with the mark of a job's letter in the place of that job's earlier one. */
  public RollcallState withLetter(LetterProgress mark) {
    List<LetterProgress> marks = new ArrayList<>(letters);
    marks.removeIf(other -> other.jobId().equals(mark.jobId()));
    if (marks.size() == MOST_LETTERS) {
      marks.remove(leastMissed(marks));
    }
    marks.add(mark);
    return new RollcallState(
        primaryId, version, lastChange, earlierJobs, credential, marks, undeliverable);
  }

  /** The same after SES has told of a message that was a job's letter. */
  public RollcallState withDelivery(String jobId, String messageId, Delivery news) {
    List<LetterProgress> marks = new ArrayList<>(letters);
    marks.replaceAll(mark -> mark.jobId().equals(jobId) ? mark.heard(messageId, news) : mark);
    return new RollcallState(
        primaryId, version, lastChange, earlierJobs, credential, marks, undeliverable);
  }

  /** Whether a letter came back for good from this address. */
  public boolean isUndeliverable(String address) {
    return undeliverable.filter(known -> known.is(address)).isPresent();
  }

  /** The same after a letter came back for good; of several, the last to come back counts. */
  public RollcallState withUndeliverable(UndeliverableAddress address) {
    return undeliverable.filter(known -> !known.when().isBefore(address.when())).isPresent()
        ? this
        : new RollcallState(
            primaryId, version, lastChange, earlierJobs, credential, letters, Optional.of(address));
  }

  /** The oldest whose letter is done with, or else the oldest. */
  private static int leastMissed(List<LetterProgress> marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (!marks.get(i).isOpen()) {
        return i;
      }
    }
    return 0;
  }

  public RollcallState withCredential(Optional<IssuedCredential> issued) {
    return new RollcallState(
        primaryId, version, lastChange, earlierJobs, issued, letters, undeliverable);
  }

  public RollcallState withLastChange(LastChange change) {
    List<String> jobs = new ArrayList<>(earlierJobs);
    lastChange.ifPresent(earlier -> jobs.add(earlier.jobId()));
    jobs.removeIf(change.jobId()::equals);
    return new RollcallState(
        primaryId,
        version,
        Optional.of(change),
        jobs.subList(Math.max(0, jobs.size() - MOST_JOBS), jobs.size()),
        credential,
        letters,
        undeliverable);
  }

  /** The same for a record that gives its id in another case. */
  public RollcallState of(PrimaryId id) {
    return new RollcallState(
        id.toString(), version, lastChange, earlierJobs, credential, letters, undeliverable);
  }

  public RollcallState nextVersion() {
    return new RollcallState(
        primaryId, version + 1, lastChange, earlierJobs, credential, letters, undeliverable);
  }
}
