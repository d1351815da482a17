package org.rollcall.user.state;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/**
 * Rollcall's own data of a user, stored in the item's attribute {@code rollcall}. It is never
 * exported, passed to a template, or part of an execution's data.
 *
 * @param primaryId the primary ID as loaded; the item's key is the ID in lower case
 * @param version the number of times that Rollcall has written the item
 * @param unrecorded the changes of earlier jobs that their ledgers do not contain yet, oldest
 *     first. See D-173.
 * @param earlierJobs the jobs that changed the user before the last one, oldest first; at most
 *     {@value #MAX_EARLIER_JOBS}, and those that owe the user a letter. See D-018.
 * @param letters one entry for each job, oldest first; at most {@value LetterList#MAX_LETTERS} that
 *     are owed, and as many others
 * @param undeliverable the last address from which a letter has bounced permanently
 * @param jobValues the fields that earlier jobs have set and no load has replaced, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RollcallState(
    String primaryId,
    long version,
    @JsonProperty("change") Optional<LastChange> lastChange,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<LastChange> unrecorded,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<JobReference> earlierJobs,
    Optional<IssuedCredential> credential,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<LetterProgress> letters,
    Optional<UndeliverableAddress> undeliverable,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, JobValue> jobValues) {

  static final int MAX_EARLIER_JOBS = 10;

  /** The version of a state that cannot be read. */
  private static final long UNREADABLE = -1;

  public RollcallState {
    unrecorded = List.copyOf(unrecorded);
    earlierJobs = List.copyOf(earlierJobs);
    letters = List.copyOf(letters);
    jobValues = Collections.unmodifiableMap(new TreeMap<>(jobValues));
  }

  /** The state of a user that no job has changed. */
  public static RollcallState initial(PrimaryId id) {
    return initial(id, 0);
  }

  private static RollcallState initial(PrimaryId id, long version) {
    return new RollcallState(
        id.toString(),
        version,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of());
  }

  /** The state of an item whose stored state cannot be read. */
  static RollcallState unreadable(PrimaryId key) {
    return initial(key, UNREADABLE);
  }

  /** Whether the stored state was valid. No job can change the user of an invalid state. */
  @JsonIgnore
  public boolean isReadable() {
    return version != UNREADABLE;
  }

  public boolean isChangedBy(JobReference job) {
    return changeBy(job).isPresent() || earlierJobs.contains(job);
  }

  /**
   * Whether a job has not changed the user: the job is not among the last ones, and no earlier job
   * was discarded.
   */
  public boolean isCertainlyUnchangedBy(JobReference job) {
    return isReadable() && !isChangedBy(job) && earlierJobs.size() < MAX_EARLIER_JOBS;
  }

  /**
   * Whether this state cannot say what a job did to the user, because later jobs have displaced it.
   *
   * @param hasLetter whether the job sends letters
   */
  public boolean hasForgotten(JobReference job, boolean hasLetter) {
    boolean isChangeUnknown = !isChangedBy(job) && earlierJobs.size() >= MAX_EARLIER_JOBS;
    boolean isLetterUnknown = letterOf(job).isEmpty() && letters.size() >= LetterList.MAX_LETTERS;
    return isReadable() && (isChangeUnknown || (hasLetter && isLetterUnknown));
  }

  /** Whether a job that started then or later has changed the user or processed a letter. */
  public boolean isProcessedSince(Instant time) {
    return Stream.concat(
            lastChange.map(LastChange::at).stream(),
            letters.stream().map(letter -> letter.attempt().started()))
        .anyMatch(started -> !started.isBefore(time));
  }

  /** Whether a job's letter was not sent: it is due, or is missing and none was discarded. */
  public boolean isLetterCertainlyDue(JobReference job) {
    return isReadable()
        && letterOf(job)
            .map(letter -> letter.state() == LetterProgress.State.DUE)
            .orElse(letters.size() < LetterList.MAX_LETTERS);
  }

  /**
   * The changes that a job made; empty if another job has changed the user since, and the job's
   * ledger contained them.
   */
  public Optional<LastChange> changeBy(JobReference job) {
    return changes().filter(change -> change.job().equals(job)).findFirst();
  }

  private Stream<LastChange> changes() {
    return Stream.concat(lastChange.stream(), unrecorded.stream());
  }

  public Optional<LetterProgress> letterOf(JobReference job) {
    return letters.stream().filter(letter -> letter.job().equals(job)).findFirst();
  }

  /** The credential that a job issued; empty if another job has issued one since. */
  public Optional<IssuedCredential> credentialOf(JobReference job) {
    return credential.filter(issued -> issued.job().equals(job));
  }

  /** This state with a letter, which replaces an earlier entry for the same job. */
  public RollcallState withLetter(LetterProgress letter) {
    return withLetters(LetterList.with(letters, letter));
  }

  /** The jobs that owe the user a letter in this state, and of which a later state has no entry. */
  public List<JobId> owedLettersMissingIn(RollcallState later) {
    return letters.stream()
        .filter(LetterProgress::isOwed)
        .map(LetterProgress::job)
        .filter(job -> later.letterOf(job).isEmpty())
        .map(JobReference::jobId)
        .toList();
  }

  /** This state after SES has reported an event of a message that was a job's letter. */
  public RollcallState withDelivery(JobReference job, String messageId, Delivery event) {
    UnaryOperator<LetterProgress> delivered =
        letter -> letter.job().equals(job) ? letter.withDelivery(messageId, event) : letter;
    return withLetters(letters.stream().map(delivered).toList());
  }

  private RollcallState withLetters(List<LetterProgress> newLetters) {
    return new RollcallState(
        primaryId,
        version,
        lastChange,
        unrecorded,
        earlierJobs,
        credential,
        newLetters,
        undeliverable,
        jobValues);
  }

  /** Whether the last letter that bounced permanently was sent to this address. */
  public boolean isUndeliverable(EmailAddress address) {
    return undeliverable.filter(known -> known.matches(address)).isPresent();
  }

  /** This state with an undeliverable address, unless it knows of a later bounce. */
  public RollcallState withUndeliverable(UndeliverableAddress address) {
    return undeliverable.filter(known -> !known.when().isBefore(address.when())).isPresent()
        ? this
        : new RollcallState(
            primaryId,
            version,
            lastChange,
            unrecorded,
            earlierJobs,
            credential,
            letters,
            Optional.of(address),
            jobValues);
  }

  public RollcallState withCredential(Optional<IssuedCredential> issued) {
    return new RollcallState(
        primaryId,
        version,
        lastChange,
        unrecorded,
        earlierJobs,
        issued,
        letters,
        undeliverable,
        jobValues);
  }

  /**
   * This state after another job's change; the previous job becomes an earlier job. The fields that
   * it changed stay marked as its values, unless this change sets them again.
   *
   * @param isRecorded whether a ledger contains an earlier change, which need not stay here then
   */
  public RollcallState withLastChange(LastChange change, Predicate<LastChange> isRecorded) {
    List<JobReference> jobs = new ArrayList<>(earlierJobs);
    lastChange.ifPresent(previous -> jobs.add(previous.job()));
    jobs.removeIf(change.job()::equals);
    List<JobReference> settled =
        jobs.stream()
            .filter(job -> letterOf(job).filter(LetterProgress::isOwed).isEmpty())
            .toList();
    jobs.removeAll(settled.subList(0, Math.max(0, settled.size() - MAX_EARLIER_JOBS)));
    Map<String, JobValue> newJobValues = new TreeMap<>(jobValues);
    lastChange.ifPresent(previous -> newJobValues.putAll(previous.jobValues()));
    newJobValues.keySet().removeAll(change.fields().keySet());
    return new RollcallState(
        primaryId,
        version,
        Optional.of(change),
        changes().filter(isRecorded.negate()).sorted(comparing(LastChange::at)).toList(),
        jobs,
        credential,
        letters,
        undeliverable,
        newJobValues);
  }

  /** The fields that jobs have set and no load has replaced. */
  public Set<String> fieldsOfJobs() {
    Set<String> fields = new TreeSet<>(jobValues.keySet());
    lastChange.ifPresent(change -> fields.addAll(change.keptFields()));
    return fields;
  }

  /** The job whose value a field still has; empty if there is none. */
  public Optional<JobReference> jobThatSet(String field, User user) {
    return lastChange
        .flatMap(change -> change.jobValue(field))
        .or(() -> Optional.ofNullable(jobValues.get(field)))
        .filter(value -> value.matches(user, field))
        .map(JobValue::job);
  }

  /** This state for a new record: without the marks of fields that have another value in it. */
  public RollcallState forRecord(User user) {
    Map<String, JobValue> kept = new TreeMap<>(jobValues);
    kept.entrySet().removeIf(field -> !field.getValue().matches(user, field.getKey()));
    return new RollcallState(
        user.primaryId().toString(),
        version,
        lastChange.map(change -> change.forRecord(user)),
        unrecorded,
        earlierJobs,
        credential,
        letters,
        undeliverable,
        kept);
  }

  public RollcallState nextVersion() {
    return new RollcallState(
        primaryId,
        version + 1,
        lastChange,
        unrecorded,
        earlierJobs,
        credential,
        letters,
        undeliverable,
        jobValues);
  }
}
