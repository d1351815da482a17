package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.report.ReportPageFixture.MIXED;
import static org.rollcall.report.ReportPageFixture.MIXED_ROWS;
import static org.rollcall.report.ReportPageFixture.section;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.PageText;
import org.rollcall.RecordCopy;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.job.SetSnapshot;
import org.rollcall.json.Json;
import org.rollcall.user.state.LastChange.FieldChange;

class ReportPageTest {

  @Test
  void page_shouldContainTheDataOfTheJob() {
    String page =
        SampleReports.page(SampleReports.report("Graduating patrons 2026", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("<bdi>Graduating patrons 2026</bdi>")
        .contains("<bdi>mlibrarian</bdi>")
        .contains("1 min 12 s")
        .contains("graduating-2026-11-22");
  }

  @Test
  void summary_shouldContainTheStatusAndTheNumbersOfChanges() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains(">Completed with failures</strong>")
        .contains("The job changed 2 users, reset 1 password and sent 1 letter.");
  }

  /** A preview and a test cannot be retried. */
  @ParameterizedTest
  @CsvSource({
    "RUN,     ,               retry the job",
    "PREVIEW, ,               preview the job again",
    "RUN,     me@example.edu, test the letter again"
  })
  void nextStep_shouldSayHowTheKindOfJobIsDoneAgain(
      JobMode mode, @Nullable String testTo, String again) {
    Report job = SampleReports.report("Job", MIXED);
    Report report =
        RecordCopy.with(RecordCopy.with(job, "mode", mode), "testTo", Optional.ofNullable(testTo));

    List<String> steps =
        Stream.of("retry the job", "preview the job again", "test the letter again")
            .filter(section(SampleReports.page(report, MIXED_ROWS), "attention")::contains)
            .toList();

    assertThat(steps).containsExactly(again);
  }

  @Test
  void set_shouldHaveItsNameAndItsHash() {
    Report report = SampleReports.report("Job", MIXED);

    assertThat(SampleReports.page(report, MIXED_ROWS))
        .contains("<bdi>graduating-patrons</bdi>")
        .contains("<code>9f86d081884c…</code>")
        .contains("<code class=\"whole\">" + SampleReports.SHA256 + "</code>")
        .doesNotContain("Ignored");
  }

  @Test
  void changedFields_shouldHaveTheirValuesAndWhatMembersLose() {
    Report report = SampleReports.report("Job", MIXED);
    assertThat(SampleReports.page(report, MIXED_ROWS)).doesNotContain("Changes by field");
    ChangeSummary changes = new ChangeSummary(LocalDate.of(2026, 11, 22));
    changes.add(
        Map.of(
            "purge_date",
            FieldChange.of(Given.json("'2031-01-31Z'"), Given.json("'2028-08-31Z'"))));

    report = RecordCopy.with(report, "changedFields", changes.list());

    assertThat(SampleReports.page(report, MIXED_ROWS))
        .contains("<strong>1 member got an earlier purge date than before.</strong>")
        .contains("<h3>Changes by field</h3>", "<bdi>2031-01-31Z → 2028-08-31Z</bdi>");
  }

  @Test
  void queryAndLimits_shouldBeInWhatWasAsked() {
    Report report = SampleReports.report("Job", MIXED);
    assertThat(SampleReports.page(report, MIXED_ROWS))
        .doesNotContain("<dt>Query</dt>", "<dt>Limits</dt>");
    AskedLimits limits =
        new AskedLimits(
            OptionalInt.of(20_000),
            Optional.of(new BigDecimal("2.5")),
            Optional.of(true),
            OptionalInt.of(1));

    report = RecordCopy.with(report, "query", Optional.of("expiry_date < '2027'"));
    assertThat(SampleReports.page(RecordCopy.with(report, "limits", limits), MIXED_ROWS))
        .contains("<dt>Query</dt><dd><code>expiry_date &lt; &#39;2027&#39;</code></dd>")
        .contains("<li>at most 20,000 members</li><li>stops if more than 2.5 % fail</li>")
        .contains("<li>only 1 member at first</li><li>staff too</li>");
  }

  @Test
  void ignoredColumns_shouldBeListed() {
    Report report = SampleReports.report("Job", MIXED);
    SetSnapshot set =
        new SetSnapshot(
            "s", 5, 0, SampleReports.SHA256, List.of("column First name", "column Faculty"));

    assertThat(SampleReports.page(RecordCopy.with(report, "set", set), MIXED_ROWS))
        .contains("Ignored")
        .contains("<li><bdi>column First name</bdi></li><li><bdi>column Faculty</bdi></li>");
  }

  @Test
  void failedCsv_shouldBeLinkedOnlyIfMembersFailedOrWereNotReached() {
    Counters notReached = SampleReports.counters("{members: 1, not_reached: 1}");
    Counters notFound = SampleReports.counters("{members: 1, not_found: 1}");

    assertThat(links(SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS)))
        .endsWith("users.csv", "failed.csv", "report.json");
    assertThat(
            links(
                SampleReports.page(
                    SampleReports.report("Job", notReached), List.of(MemberRow.notReached("gs1")))))
        .contains("failed.csv");
    assertThat(
            links(
                SampleReports.page(
                    SampleReports.report("Job", notFound), List.of(SampleReports.notFound("gs1")))))
        .doesNotContain("failed.csv");
  }

  @Test
  void attention_shouldHaveTheReasonsWithTheirNumbersAndWhatToDo() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "attention"))
        .contains(
            "<strong>1 member</strong>: <bdi>no user has this primary ID</bdi> <code class=\"code\">NOT_FOUND</code>",
            "Correct the identifier in the set, or load the user, then run the job for these members.",
            "<strong>1 member</strong>: <bdi>invalid record: account_type is missing</bdi>",
            "./rollcall retry graduating-2026-11-22 --as mlibrarian",
            "<a href=\"failed.csv\">failed.csv</a>");
    assertThat(section(page, "attention").split("rollcall retry", -1)).hasSize(2);
  }

  @Test
  void operatorWithSpecialCharacters_shouldBeQuotedInCommands() {
    Report report =
        RecordCopy.with(SampleReports.report("Job", MIXED), "initiatedBy", "o'hara $HOME");

    assertThat(section(SampleReports.page(report, MIXED_ROWS), "attention"))
        .contains("--as &#39;o&#39;\\&#39;&#39;hara $HOME&#39;");
  }

  @Test
  void rareReason_shouldBeBeforeACommonOne() {
    List<MemberRow> rows = new ArrayList<>();
    IntStream.range(0, 2_000).forEach(i -> rows.add(MemberRow.notReached("u" + i)));
    rows.add(SampleReports.notFound("rare"));
    Counters counters = SampleReports.counters("{members: 2001, not_found: 1, not_reached: 2000}");

    assertThat(
            section(SampleReports.page(SampleReports.report("Job", counters), rows), "attention"))
        .containsSubsequence("NOT_FOUND", "<strong>2,000 members</strong>: <bdi>the job stopped");
  }

  @Test
  void changes_shouldBeShownWithTheirConditionsApart() {
    Report report =
        RecordCopy.with(
            SampleReports.report("Job", MIXED),
            "changes",
            List.of(
                new AskedChange(
                    "status", Given.json("{value: 'INACTIVE', when: 'a < 1'}"), 2, 0, 0, 3)));

    assertThat(SampleReports.page(report, MIXED_ROWS))
        .contains("<code>status: {&quot;value&quot;:&quot;INACTIVE&quot;}</code>")
        .contains("when: <code>a &lt; 1</code>")
        .contains("status 2 (3 did not meet its &quot;when&quot;)");
  }

  @Test
  void times_shouldBeInTheZoneOfTheInstitution() {
    Report report =
        RecordCopy.with(SampleReports.report("Job", MIXED), "timeZone", ZoneId.of("Europe/Vienna"));
    Report withSteps =
        RecordCopy.with(
            report,
            "timeline",
            List.of(
                new TimelineStep(
                    TimelineStep.Step.USERS, report.started(), report.started().plusSeconds(90))));

    assertThat(SampleReports.page(withSteps, MIXED_ROWS))
        .contains(
            "<b>Users updated</b> <span><time datetime=\"2026-11-22T10:00:00Z\">22 November 2026,"
                + " 11:00:00 CET</time> to <time datetime=\"2026-11-22T10:01:30Z\">11:01:30 CET"
                + "</time>",
            "Times are in the time zone Europe/Vienna.");
  }

  @Test
  void jobsThatBelongTogether_shouldBeLinked() {
    Report report = SampleReports.report("Job", MIXED);
    for (String link : List.of("retryOf", "continueOf", "confirmOf", "confirmedIn", "undoOf")) {
      report = RecordCopy.with(report, link, Optional.of(new JobId("other-" + link)));
    }
    report = RecordCopy.with(report, "retriedBy", List.of(new JobId("r-1"), new JobId("r-2")));

    assertThat(links(SampleReports.page(report, MIXED_ROWS)))
        .contains(
            "../other-retryOf/report.html",
            "../other-continueOf/report.html",
            "../other-confirmOf/report.html",
            "../other-confirmedIn/report.html",
            "../other-undoOf/report.html",
            "../r-1/report.html",
            "../r-2/report.html");
  }

  @Test
  void picture_shouldHaveItsNumbersAsText() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "results"))
        .contains("role=\"img\" aria-label=\"Updated: 2, Unchanged: 1, Not found: 1, Failed: 1\"");
  }

  @Test
  void withoutScripts_theMembersShouldBeInUsersCsv() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>")))
        .contains("<a href=\"users.csv\">users.csv</a>");
  }

  @Test
  void emptySet_shouldHaveNoMembers() {
    String page =
        SampleReports.page(SampleReports.report("Job", SampleReports.NO_MEMBERS), List.of());

    assertThat(page).contains("The set had no members.").doesNotContain("class=\"rows\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>--><plaintext>",
        "x<\u0007b>\u001b[31m",
        "</title></style><svg onload=alert(1)>",
        "{{{job_name}}}<b>"
      })
  void hostileText_shouldBeEscapedInEveryPlace(String hostile) {
    Report report = reportWith(hostile);
    List<MemberRow> rows =
        List.of(SampleReports.unchanged(hostile), SampleReports.failed(hostile, hostile));

    String page = SampleReports.wholePage(report, rows, true);

    assertThat(page).doesNotContain(hostile).doesNotContain("<img", "<b>x");
    assertThat(tags(page))
        .isEqualTo(tags(SampleReports.wholePage(reportWith("x"), harmlessRows(), true)));
    assertThat(PageText.of(page)).contains(Json.text(hostile));
  }

  @Test
  void rightToLeftText_shouldBeIsolated() {
    Counters counters = SampleReports.counters("{members: 1, unchanged: 1}");

    assertThat(
            SampleReports.page(
                SampleReports.report("كل الطلاب", counters),
                List.of(SampleReports.unchanged("طالب-1"))))
        .contains("<h1><bdi>كل الطلاب</bdi></h1>");
  }

  @Test
  void page_shouldRunOnlyItsOwnScriptAndLoadNoFiles() throws NoSuchAlgorithmException {
    String page = SampleReports.wholePage(SampleReports.report("Job", MIXED), MIXED_ROWS, true);
    String script = between(page, "<script>", "</script>");

    assertThat(page)
        .contains(
            "content=\"default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; base-uri 'none';"
                .formatted(sha256(script), sha256(between(page, "<style>", "</style>"))))
        .doesNotContain("<link", "<img", "src=", "url(", "@import", "http:", "https:", "style=\"");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(script).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(");
  }

  private static String between(String page, String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void usage_shouldHaveCountsWithPricesAndFunctionsWithTimes() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains(">DynamoDB read units</th><td>250.5</td>")
        .contains(">Emails accepted by SES</th><td>228</td><td>0.02</td>")
        .contains(">S3 requests: puts and lists</th><td>500</td><td>below 0.01</td>")
        .contains(">Function UpdateUser</th><td>250</td><td>61,340 ms</td>")
        .contains(">S3 GetObject</th><td>512</td>")
        .contains("This job ran without AWS: nothing was billed.")
        .contains("Prices are list prices of us-east-1 in 2026-11.");
  }

  /** A report in which every text from a job is the given one. */
  private static Report reportWith(String text) {
    Report report = SampleReports.report(text, MIXED);
    report = RecordCopy.with(report, "retryOf", Optional.of(report.jobId()));
    report = RecordCopy.with(report, "initiatedBy", text);
    report = RecordCopy.with(report, "testTo", Optional.of(text));
    return RecordCopy.with(report, "set", new SetSnapshot(text, 5, 0, text, List.of(text)));
  }

  private static List<MemberRow> harmlessRows() {
    return List.of(SampleReports.unchanged("x"), SampleReports.failed("x", "x"));
  }

  /**
   * The names of the page's tags, sorted, because the order of the groups depends on the reasons.
   */
  private static List<String> tags(String page) {
    return Pattern.compile("</?[a-zA-Z0-9]+")
        .matcher(page)
        .results()
        .map(tag -> tag.group())
        .sorted()
        .toList();
  }

  private static List<String> links(String page) {
    return Pattern.compile("href=\"([^\"]*)\"")
        .matcher(page)
        .results()
        .map(link -> link.group(1))
        .toList();
  }
}
