package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.cli.console.web.Session;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.jobs.JobSummary;
import org.rollcall.cli.report.JobReports;
import org.rollcall.cli.stack.JobErrors;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.id.JobId;
import org.rollcall.job.Confirmation;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;
import org.rollcall.report.AskedLimits;
import org.rollcall.report.Report;

/**
 * The values of a job's page.
 *
 * @param faults the errors of a rejected job
 * @param ended what to do with a job that ended without a report; none for other jobs
 * @param events the path of the event stream; empty if the job is not running
 * @param live the HTML of the part that changes while the job runs
 * @param facts what was asked, when, and who asked
 * @param asked what was asked to change; none if that is not known
 * @param input the input as JSON; empty if it is not known any more
 * @param results those of the report; none without one
 * @param report the path of the report; empty if there is none
 * @param letters the path of the letters that the job has sent; empty if there are none to show
 * @param files the other files of the report
 * @param confirmWaits whether the preview can be confirmed when it is complete
 * @param secondPerson what is passed on to a second person; none if none is needed
 */
record JobModel(
    String title,
    String id,
    String kind,
    String status,
    String statusText,
    List<Fault> faults,
    List<EndedWithoutReport> ended,
    String events,
    String live,
    List<Fact> facts,
    List<AskedChanges> asked,
    String input,
    List<JobResults> results,
    String report,
    String letters,
    List<Link> files,
    JobActions actions,
    boolean confirmWaits,
    List<SecondPerson> secondPerson) {

  /** The start of the cause of an execution that someone has stopped. */
  private static final String STOPPED = "stopped ";

  JobModel {
    faults = List.copyOf(faults);
    ended = List.copyOf(ended);
    secondPerson = List.copyOf(secondPerson);
    facts = List.copyOf(facts);
    asked = List.copyOf(asked);
    results = List.copyOf(results);
    files = List.copyOf(files);
  }

  /** A fact about the job, with a link if its path is not empty. */
  record Fact(String label, String value, String path) {

    static Fact of(String label, String value) {
      return new Fact(label, value, "");
    }

    static Fact of(String label, JobId job) {
      return new Fact(label, job.value(), JobPages.path(job));
    }
  }

  /** A link. */
  record Link(String path, String label) {}

  static JobModel read(
      Stack stack, JobSummary summary, JobObserver.View view, String live, Session session) {
    JobId id = new JobId(summary.jobId());
    String reportKey = session.reportKey();
    String reportPath = file(session.reportKey(), id, "report.html");
    Optional<Report> report = view.isRunning() ? Optional.empty() : report(stack, id);
    boolean isRejected =
        view.job().isEmpty() && view.execution().filter(ExecutionState::isRejected).isPresent();
    return new JobModel(
        summary.jobName().orElse(id.value()),
        id.value(),
        summary.kind().orElse("job"),
        summary.status(),
        report.map(Report::statusLabel).orElseGet(() -> JobStatusText.of(summary)),
        isRejected ? JobErrors.read(view.execution().orElseThrow().cause()) : List.of(),
        EndedWithoutReport.of(summary).stream().toList(),
        view.isRunning() ? UrlText.path("jobs", id.value(), "events") : "",
        live,
        facts(stack, id, summary, view, report),
        report.map(AskedChanges::of).or(() -> view.job().map(AskedChanges::of)).stream().toList(),
        view.execution().map(execution -> pretty(execution.input())).orElse(""),
        report.map(found -> JobResults.of(found, reportPath)).stream().toList(),
        report.map(found -> reportPath).orElse(""),
        report
            .filter(found -> found.counters().lettersSent() > 0 && stack.inbox().isPresent())
            .map(found -> UrlText.address(JobPages.LETTERS, Map.of("job", id.value())))
            .orElse(""),
        report
            .map(
                found ->
                    Stream.of("users.csv", "failed.csv", "report.json")
                        .map(name -> new Link(file(reportKey, id, name), name))
                        .toList())
            .orElse(List.of()),
        JobActions.of(summary, view.execution(), stack.setupCommand().orElse("")),
        view.isRunning() && view.job().filter(Job::isPreview).isPresent(),
        report
            .flatMap(
                found ->
                    SecondPerson.of(found, summary.next(), stack, session.operator().orElseThrow()))
            .stream()
            .toList());
  }

  private static Optional<Report> report(Stack stack, JobId id) {
    try {
      return new JobReports(stack.bucket()).find(id);
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  private static String file(String reportKey, JobId id, String name) {
    return UrlText.path("reports", reportKey, id.value(), name);
  }

  private static List<Fact> facts(
      Stack stack, JobId id, JobSummary summary, JobObserver.View view, Optional<Report> report) {
    ZoneId zone = TimeText.zone(stack.bucket());
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("By", String.join(", ", summary.operators())));
    facts.add(Fact.of("Started", TimeText.of(summary.started(), zone).text()));
    report
        .map(Report::ended)
        .or(() -> view.execution().flatMap(ExecutionState::ended))
        .ifPresent(end -> facts.add(Fact.of("Ended", TimeText.of(end, zone).text())));
    view.execution()
        .map(ExecutionState::cause)
        .filter(cause -> cause.startsWith(STOPPED))
        .ifPresent(cause -> facts.add(Fact.of("Stopped", cause.substring(STOPPED.length()))));
    view.job().ifPresent(job -> addJob(job, facts));
    summary.undoneBy().map(JobId::new).ifPresent(by -> facts.add(Fact.of("Undone by", by)));
    JobClaim.confirmOf(id, stack.bucket())
        .ifPresent(by -> facts.add(Fact.of("Confirmed by the job", by)));
    JobClaim.continuationOf(id, stack.bucket())
        .ifPresent(by -> facts.add(Fact.of("Continued by", by)));
    report
        .filter(found -> summary.next().stream().anyMatch(next -> next.action().equals("confirm")))
        .flatMap(Report::previewExpires)
        .ifPresent(
            end -> facts.add(Fact.of("Can be confirmed until", TimeText.of(end, zone).text())));
    report
        .flatMap(Report::secondPerson)
        .ifPresent(why -> facts.add(Fact.of("Needs a second person", why)));
    report.ifPresent(
        found -> found.remarks().forEach(remark -> facts.add(Fact.of("Remark", remark))));
    return facts;
  }

  private static void addJob(Job job, List<Fact> facts) {
    job.execution().retryOf().ifPresent(of -> facts.add(Fact.of("Retry of", of)));
    job.execution().continueOf().ifPresent(of -> facts.add(Fact.of("Continuation of", of)));
    job.execution()
        .undo()
        .ifPresent(
            undo -> facts.add(Fact.of(undo.isRedo() ? "Redoes" : "Undoes", undo.undone().jobId())));
    job.execution()
        .confirmation()
        .map(Confirmation::preview)
        .ifPresent(preview -> facts.add(Fact.of("Confirms the preview", preview)));
    facts.add(Fact.of("Set", job.set().name() + ", " + members(job.set().members())));
    job.request().query().ifPresent(query -> facts.add(Fact.of("Query", query)));
    List<String> limits = AskedLimits.of(job).texts();
    if (!limits.isEmpty()) {
      facts.add(Fact.of("Limits", String.join("; ", limits)));
    }
    if (job.heldBack() > 0) {
      facts.add(Fact.of("Held back", members(job.heldBack())));
    }
    job.request().letter().ifPresent(letter -> facts.add(Fact.of("Letter", letter.type())));
  }

  private static String members(int count) {
    return String.format(Locale.UK, "%,d %s", count, count == 1 ? "member" : "members");
  }

  private static String pretty(String input) {
    try {
      JsonNode json = Json.MAPPER.readTree(input);
      return new String(Json.pretty(json), StandardCharsets.UTF_8).stripTrailing();
    } catch (JsonProcessingException e) {
      return input;
    }
  }
}
