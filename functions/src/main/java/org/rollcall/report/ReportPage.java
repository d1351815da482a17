package org.rollcall.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;

/**
 * The report as a web page: {@code report.html}. It loads no other files, so that it can be mailed,
 * archived and printed.
 *
 * <p>The page has three parts. The first one is the summary of the job, which is complete without
 * scripts, and in which every value is escaped. The second one are the members, in {@link
 * PageRows}, which no browser runs. The last one is a script that lists them. The content security
 * policy allows only this script. See D-179.
 */
final class ReportPage {

  /** The number of digits of the set's SHA-256 that the page shows at first. */
  private static final int SHORT_HASH_LENGTH = 12;

  private static final PageResource STYLE = PageResource.read("report.css");
  private static final PageResource SCRIPT = PageResource.read("report.js");
  private static final String LABELS = PageLabels.json();
  private static final Template PAGE =
      Mustache.compiler()
          .escapeHTML(true)
          .strictSections(true)
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .withFormatter(ReportText::value)
          .compile(PageResource.read("report.html").text());

  private final Report report;
  private final ZoneId zone;
  private final Map<String, Object> page = new LinkedHashMap<>();

  private ReportPage(Report report) {
    this.report = report;
    this.zone = report.timeZone();
  }

  /** The page before its members, in UTF-8. */
  static byte[] beforeRows(Report report) {
    ReportPage page = new ReportPage(report);
    page.addFrame();
    page.addRequest();
    page.addJob();
    page.addResults();
    page.addNext();
    return PAGE.execute(page.page).getBytes(UTF_8);
  }

  /** The page after its members, in UTF-8. */
  static byte[] afterRows() {
    return ("<script>" + SCRIPT.text() + "</script>\n</body>\n</html>\n").getBytes(UTF_8);
  }

  private void addFrame() {
    page.put("report", report);
    page.put("style", STYLE.text());
    page.put("style_hash", STYLE.hash());
    page.put("script_hash", SCRIPT.hash());
    page.put("labels", LABELS);
  }

  private void addRequest() {
    page.put("request_title", requestTitle());
    page.put("query", report.query().orElse(""));
    page.put("limits", report.limits().texts());
    page.put("changes", report.changes().stream().map(ReportPage::change).toList());
    page.put("letter_label", report.undoes() ? "Correction letter" : "Letter");
    page.put("letter", report.letter().orElse(""));
  }

  private String requestTitle() {
    if (!report.undoes()) {
      return "What was asked";
    }
    return report.isPreview() ? "What would be undone" : "What was undone";
  }

  /** A change, and its conditions apart. */
  private static Map<String, Object> change(AskedChange change) {
    JsonNode asked = change.asked().deepCopy();
    List<Map<String, Object>> conditions =
        Stream.of("condition", "when")
            .flatMap(
                key ->
                    Optional.ofNullable(
                        asked instanceof ObjectNode object ? object.remove(key) : null)
                        .map(text -> condition(key, text))
                        .stream())
            .toList();
    return Map.of(
        "asked",
        change.change() + ": " + Json.text(asked),
        "summary",
        change.summary(),
        "conditions",
        conditions);
  }

  private static Map<String, Object> condition(String key, JsonNode text) {
    return Map.of("name", key, "text", text.isTextual() ? text.asText() : Json.text(text));
  }

  private void addJob() {
    page.put("confirm_of", report.confirmOf().map(JobId::value).orElse(""));
    page.put("previewed_by", report.previewedBy().orElse(""));
    page.put("confirmed_by", report.confirmedBy().orElse(""));
    page.put("test_to", report.testTo().orElse(""));
    page.put("links", links());
    page.put("preview", report.previewSha256().map(this::seal).stream().toList());
    page.put(
        "summary",
        report.summary().map(summary -> SummaryPage.of(summary, report)).stream().toList());
    page.put("warnings", report.warnings());
    page.put("changed_fields", SummaryPage.fields(report.changedFields(), report));
    page.put("timeline", report.timeline().stream().map(this::step).toList());
    page.put("duration", ReportText.duration(Duration.between(report.started(), report.ended())));
    String sha256 = report.set().sha256();
    page.put("short_sha256", sha256.substring(0, Math.min(SHORT_HASH_LENGTH, sha256.length())));
  }

  private List<Map<String, Object>> links() {
    return Stream.of(
            links("Retry of", report.retryOf().stream()),
            links("Retried by", report.retriedBy().stream()),
            links("Continuation of", report.continueOf().stream()),
            links("Continued by", report.continuedBy().stream()),
            links("Confirm of", report.confirmOf().stream()),
            links("Confirmed in", report.confirmedIn().stream()),
            links(
                "Undoes",
                report.undoOf().stream(),
                report.isRedo().orElse(false)
                    ? "It was an undo itself, so this job is a redo."
                    : ""),
            links("Undone by", report.undoneBy().stream()))
        .flatMap(links -> links)
        .toList();
  }

  private static Stream<Map<String, Object>> links(String name, Stream<JobId> jobs) {
    return links(name, jobs, "");
  }

  private static Stream<Map<String, Object>> links(String name, Stream<JobId> jobs, String note) {
    return jobs.map(job -> Map.of("name", name, "id", job.value(), "note", note));
  }

  private Map<String, Object> seal(String sha256) {
    return Map.of(
        "sha256", sha256, "expires", ReportText.time(report.previewExpires().orElseThrow(), zone));
  }

  private Map<String, Object> step(TimelineStep step) {
    boolean isMoment = step.last().getEpochSecond() == step.first().getEpochSecond();
    boolean isOneDay =
        step.last().atZone(zone).toLocalDate().equals(step.first().atZone(zone).toLocalDate());
    return Map.of(
        "name",
        ReportText.step(step.step(), report.changedNothing()),
        "first",
        ReportText.time(step.first(), zone),
        "last",
        isMoment
            ? List.of()
            : List.of(
                isOneDay
                    ? ReportText.timeOfDay(step.last(), zone)
                    : ReportText.time(step.last(), zone)));
  }

  private void addResults() {
    PageFigures figures = new PageFigures(report);
    page.put(
        "status",
        Map.of(
            "code", report.status().name(),
            "label", report.statusLabel(),
            "meaning", meaning(),
            "effect", ReportText.effect(report.counters())));
    page.put("results", figures.results());
    page.put("result_bar", figures.resultBar());
    page.put("letters", figures.letters());
    page.put("letter_bar", figures.letterBar());
    page.put(
        "languages",
        report.languages().stream()
            .map(language -> Map.of("name", language.label(), "count", language.letters()))
            .toList());
    page.put("usage", ReportUsage.of(report));
    int members = report.counters().members();
    page.put(
        "too_many",
        members > PageRows.MAX_MEMBERS
            ? "The job has %s. The page lists only those that need attention, at most %s."
                .formatted(
                    ReportText.count(members, "member"), ReportText.value(PageRows.MAX_MEMBERS))
            : "");
  }

  private String meaning() {
    return meaningAtItsEnd()
        + report.undoneBy().map(undo -> " Later, the job was undone.").orElse("");
  }

  private String meaningAtItsEnd() {
    if (report.undoes() && report.status() == Status.COMPLETED_NO_BULKS) {
      return "There was nothing to undo.";
    }
    if (report.isPreview()) {
      return PreviewText.meaning(report.status(), report.counters());
    }
    return report.testTo().isPresent()
        ? ReportText.testMeaning(report.counters())
        : ReportText.meaning(report.status(), report.counters());
  }

  private void addNext() {
    PageCommands commands = new PageCommands(report);
    page.put("attention", commands.attention());
    page.put("remaining", report.remaining().orElse(""));
    page.put("owed", commands.owed());
    page.put("retry_command", commands.retry());
    page.put("held_back", report.heldBack().orElse(""));
    page.put("continued_by", report.continuedBy().map(JobId::value).orElse(""));
    page.put("undone_by", report.undoneBy().map(JobId::value).orElse(""));
    page.put("continue_command", commands.continuation());
    page.put("commands", commands.others());
    page.put("has_failed", report.counters().failed() + report.counters().notReached() > 0);
  }
}
