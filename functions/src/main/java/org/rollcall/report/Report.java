package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.aws.BilledUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.job.SetSnapshot;
import org.rollcall.json.Json;
import org.rollcall.report.PreviewSummary.FieldSummary;

/**
 * A job's report: the object {@code report.json} in its folder.
 *
 * @param summary what a preview shows first; empty for other jobs
 * @param retryOf the job that was retried; empty if the job is no retry
 * @param retriedBy the jobs that retry this one
 * @param continueOf the job that was continued; empty if the job is no continuation
 * @param continuedBy the job that continues this one; empty if there is none
 * @param confirmOf the preview that the job confirms. Retries and continuations of a confirm have
 *     it too
 * @param confirmedIn the job that does what this preview has shown
 * @param previewedBy the primary ID of the person who started that preview
 * @param confirmedBy the primary ID of the person who confirmed it
 * @param undoOf the first job of those that the job undoes. Retries and continuations of an undo
 *     have it too
 * @param isRedo in an undo: whether the job that it undoes is an undo
 * @param undoneBy the job that undid this one, and was not undone itself
 * @param mode {@code PREVIEW} if the job only shows what a run would do
 * @param testTo the address that got the letters of a test, which changes no user; empty if the job
 *     is no test of letters
 * @param timeZone the institution's time zone
 * @param timeline when the steps of the job were done
 * @param provisionalUntil until when functions of the job may still change users and send letters,
 *     so that the report must be made again; empty if it is final
 * @param previewSha256 the digest of a preview, which a confirm may require; empty if the preview
 *     is not complete
 * @param previewExpires the time from which the preview cannot be confirmed
 * @param secondPerson why the preview must be confirmed by another operator; empty if it need not
 * @param query the query of a set in the job's input; empty for other sets
 * @param limits the limits as asked
 * @param changes the changes as asked, and what each did
 * @param letter the notification type of the job's letter
 * @param remarks what could not be checked when the job was accepted, and what was damaged, in
 *     sentences
 * @param attention the members who need attention, by reason, rare reasons first
 * @param owedLetters the letters that are still to be sent, by reason
 * @param deliveryEvents the number of delivery events that the report contains
 * @param languages the letters by language
 * @param changedFields the changes that the job made, by field; none after a preview or a test
 * @param work what AWS bills for the job, as counted
 * @param cost the price of that
 * @param forecast of a preview: what its job will need; of the job: what its preview has forecast
 */
public record Report(
    Optional<PreviewSummary> summary,
    JobId jobId,
    Optional<JobId> retryOf,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<JobId> retriedBy,
    Optional<JobId> continueOf,
    Optional<JobId> continuedBy,
    Optional<JobId> confirmOf,
    Optional<JobId> confirmedIn,
    Optional<String> previewedBy,
    Optional<String> confirmedBy,
    Optional<JobId> undoOf,
    Optional<Boolean> isRedo,
    Optional<JobId> undoneBy,
    String jobName,
    JobMode mode,
    String initiatedBy,
    Optional<String> testTo,
    Status status,
    Instant started,
    Instant ended,
    ZoneId timeZone,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<TimelineStep> timeline,
    Optional<Instant> provisionalUntil,
    Optional<String> previewSha256,
    Optional<Instant> previewExpires,
    Optional<String> secondPerson,
    SetSnapshot set,
    Optional<String> query,
    AskedLimits limits,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<AskedChange> changes,
    Optional<String> letter,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> remarks,
    Counters counters,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Attention> attention,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<OwedLetters> owedLetters,
    int deliveryEvents,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<LanguageCount> languages,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<FieldSummary> changedFields,
    BilledUsage work,
    Cost cost,
    Optional<Forecast> forecast) {

  public Report {
    retriedBy = List.copyOf(retriedBy);
    timeline = List.copyOf(timeline);
    attention = List.copyOf(attention);
    owedLetters = List.copyOf(owedLetters);
    languages = List.copyOf(languages);
    changedFields = List.copyOf(changedFields);
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /**
   * What the changes did, such as {@code campus_code 30; status 0: its "when" was true for nobody}.
   */
  public String changeSummary() {
    return changes.stream().map(AskedChange::summary).collect(Collectors.joining("; "));
  }

  /**
   * What members lose by the changes, in sentences, such as an earlier expiry date. After a run, it
   * is what they have lost.
   */
  public List<String> warnings() {
    return summary
        .map(found -> PreviewSummary.warnings(found.changes(), false))
        .orElseGet(() -> PreviewSummary.warnings(changedFields, true));
  }

  /** What to do for the members that need attention for a reason; empty if the reason says it. */
  public String nextStep(Reason reason) {
    return NextSteps.after(this).of(reason);
  }

  /** Whether the report is final, and contains all the given deliveries of the job's letters. */
  public boolean isUpToDateWith(Deliveries deliveries) {
    return provisionalUntil.isEmpty() && deliveryEvents == deliveries.eventCount();
  }

  /** The jobs that had used this one when the report was made. */
  public LaterJobs laterJobs() {
    return new LaterJobs(retriedBy, continuedBy, confirmedIn, undoneBy);
  }

  /** Whether a user got a letter in another language than the preferred one. */
  public boolean hasOtherLanguages() {
    return languages.stream().anyMatch(language -> !language.wished().isEmpty());
  }

  /** Whether the job was a preview, which changes no user and sends no letter. */
  @JsonIgnore
  public boolean isPreview() {
    return mode == JobMode.PREVIEW;
  }

  /** Whether the job changed no user, because it was a preview or a test of letters. */
  public boolean changedNothing() {
    return isPreview() || testTo.isPresent();
  }

  /** Whether the job undoes the changes of its request, instead of making them. */
  public boolean undoes() {
    return isRedo.filter(redo -> !redo).isPresent();
  }

  /** The status in English. */
  public String statusLabel() {
    return status.label(isPreview());
  }

  /**
   * The numbers of users and letters that a retry would process, in English. Empty if there are
   * none, after a preview or a test, and if the job was undone.
   */
  public Optional<String> remaining() {
    return changedNothing() || undoneBy.isPresent()
        ? Optional.empty()
        : ReportText.remaining(counters);
  }

  /** The input of a job that retries this one. */
  public String retryInput() {
    return input("retry");
  }

  /** The input of a job that continues this one. */
  public String continueInput() {
    return input("continue");
  }

  private String input(String key) {
    return Json.text(
        Json.MAPPER.createObjectNode().put("initiated_by", initiatedBy).put(key, jobId.value()));
  }

  /** The number of members that are held back, in English. Empty if there are none. */
  public Optional<String> heldBack() {
    return ReportText.heldBack(counters);
  }

  /** The answer to a request for a report. */
  public sealed interface Answer permits Summary, StillRunning {}

  /**
   * A report was made. This is the output of the execution.
   *
   * @param report the key of {@code report.json}
   */
  public record Summary(
      JobId jobId,
      Status status,
      Optional<Instant> provisionalUntil,
      Counters counters,
      String report)
      implements Answer {}

  /**
   * No report was made, because the job has not ended.
   *
   * @param status {@link #RUNNING}
   * @param message a sentence
   */
  public record StillRunning(JobId jobId, String status, String message) implements Answer {

    public static final String RUNNING = "RUNNING";

    static StillRunning of(JobId jobId) {
      return new StillRunning(
          jobId, RUNNING, "The job is still running. Its report is made when it ends.");
    }
  }
}
