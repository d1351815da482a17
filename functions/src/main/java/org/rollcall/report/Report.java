package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.aws.BilledUsage;
import org.rollcall.delivery.Deliveries;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.job.SetSnapshot;
import org.rollcall.json.Json;

/**
 * A job's report: the object {@code report.json} in its folder.
 *
 * @param retryOf the job that was retried; empty if the job is no retry
 * @param testTo the address that got the letters of a test, which changes no user; empty if the job
 *     is no test of letters
 * @param changes the changes as asked, and what each did
 * @param letter the notification type of the job's letter
 * @param remarks what could not be checked when the job was accepted, in sentences
 * @param owedLetters the letters that are still to be sent, by reason
 * @param deliveryEvents the number of delivery events that the report contains
 * @param languages the letters by language
 */
public record Report(
    JobId jobId,
    Optional<JobId> retryOf,
    String jobName,
    JobMode mode,
    String initiatedBy,
    Optional<String> testTo,
    Status status,
    Instant started,
    Instant ended,
    SetSnapshot set,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<AskedChange> changes,
    Optional<String> letter,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> remarks,
    Counters counters,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<OwedLetters> owedLetters,
    int deliveryEvents,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<LanguageCount> languages,
    BilledUsage work) {

  public Report {
    owedLetters = List.copyOf(owedLetters);
    languages = List.copyOf(languages);
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /**
   * What the changes did, such as {@code campus_code 30; status 0: its "when" was true for nobody}.
   */
  public String changeSummary() {
    return changes.stream().map(AskedChange::summary).collect(Collectors.joining("; "));
  }

  /** Whether the report contains all the given deliveries of the job's letters. */
  public boolean isUpToDateWith(Deliveries deliveries) {
    return deliveryEvents == deliveries.eventCount();
  }

  /** Whether a user got a letter in another language than the preferred one. */
  public boolean hasOtherLanguages() {
    return languages.stream().anyMatch(language -> !language.wished().isEmpty());
  }

  /**
   * The numbers of users and letters that a retry would process, in English. Empty if there are
   * none, and after a test.
   */
  public Optional<String> remaining() {
    return testTo.isPresent() ? Optional.empty() : ReportText.remaining(counters);
  }

  /** The input of a job that retries this one. */
  public String retryInput() {
    return Json.text(
        Json.MAPPER
            .createObjectNode()
            .put("initiated_by", initiatedBy)
            .put("retry", jobId.value()));
  }

  /** The output of the execution. */
  public record Summary(JobId jobId, Status status, Counters counters, String report) {}
}
