package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.report.ReportPageFixture.MIXED;
import static org.rollcall.report.ReportPageFixture.MIXED_ROWS;
import static org.rollcall.report.ReportPageFixture.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.RecordCopy;
import org.rollcall.job.JobMode;
import org.rollcall.job.SetSnapshot;

class ReportPageTest {

  @Test
  void page_shouldContainTheDataOfTheJob() {
    String page =
        SampleReports.page(SampleReports.report("Graduating patrons 2026", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("<bdi>Graduating patrons 2026</bdi>")
        .contains("<bdi>mlibrarian</bdi>")
        .contains("22 November 2026, 10:00:00 UTC")
        .contains("datetime=\"2026-11-22T10:00:00Z\"")
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
        .containsExactly("users.csv", "failed.csv", "report.json");
    assertThat(
            links(
                SampleReports.page(
                    SampleReports.report("Job", notReached), List.of(MemberRow.notReached("gs1")))))
        .contains("failed.csv");
    assertThat(
            links(
                SampleReports.page(
                    SampleReports.report("Job", notFound), List.of(SampleReports.notFound("gs1")))))
        .containsExactly("users.csv", "report.json");
  }

  @Test
  void attention_shouldListMembersByReason() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "attention"))
        .contains("1 member: <bdi>no user has this primary ID</bdi> <code>NOT_FOUND</code>")
        .contains(
            "1 member: <bdi>invalid record: account_type is missing</bdi> <code>BROKEN_RECORD</code>")
        .contains("<bdi>gs4</bdi>", "<bdi>gs5</bdi>")
        .doesNotContain("<bdi>gs1</bdi>", "<bdi>gs2</bdi>", "<bdi>gs3</bdi>");
  }

  @Test
  void others_shouldListTheChangesInTheSetsOrder() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "others"))
        .containsSubsequence(
            "<bdi>gs1</bdi>",
            "account_type: EXTERNAL -&gt; INTERNAL;",
            "external_id: SAML -&gt; (none)",
            "Temporary password created",
            "Letter sent",
            "<bdi>gs2</bdi>",
            "user_group: UG -&gt; ALUMNI",
            "<bdi>gs3</bdi>",
            "No changes")
        .doesNotContain("<bdi>gs4</bdi>", "<bdi>gs5</bdi>");
  }

  @Test
  void memberWhoseLetterFailed_shouldNeedAttentionWithTheChanges() {
    Counters counters =
        SampleReports.counters("{members: 1, updated: 1, passwords_reset: 1, letters_failed: 1}");

    String page =
        SampleReports.page(
            SampleReports.report("Job", counters), List.of(SampleReports.letterRejected("gs9")));

    assertThat(section(page, "attention"))
        .contains("Amazon SES rejected the letter: MessageRejected")
        .contains("<bdi>gs9</bdi>", "Updated", "Temporary password created", "Letter not sent");
    assertThat(section(page, "others")).contains("There are no other members.");
  }

  @Test
  void emptySet_shouldHaveNoTables() {
    String page =
        SampleReports.page(SampleReports.report("Job", SampleReports.NO_MEMBERS), List.of());

    assertThat(page).contains("The set had no members.").doesNotContain("scope=\"row\"><bdi>");
  }

  @Test
  void largeJob_shouldListTheFirst500OfEachTableAndTheNumberOfOthers() {
    List<MemberRow> rows =
        Stream.concat(
                IntStream.range(0, 60_000).mapToObj(i -> SampleReports.updated("u" + i)),
                IntStream.range(60_000, 100_000).mapToObj(i -> MemberRow.notReached("u" + i)))
            .toList();
    Counters counters =
        SampleReports.counters("{members: 100000, updated: 60000, not_reached: 40000}");

    String page = SampleReports.page(SampleReports.report("Job", counters), rows);

    assertThat(page.split("scope=\"row\"><bdi>", -1)).hasSize(1_001);
    assertThat(section(page, "attention"))
        .contains("40,000 members")
        .contains(
            "The table shows the first 500. <a href=\"users.csv\">users.csv</a> also contains the other 39,500.");
    assertThat(section(page, "others")).contains("60,000 members").contains("the other 59,500.");
  }

  @Test
  void table_with500Members_shouldListAll() {
    List<MemberRow> rows =
        IntStream.range(0, 500).mapToObj(i -> SampleReports.updated("u" + i)).toList();
    Counters counters = SampleReports.counters("{members: 500, updated: 500}");

    assertThat(SampleReports.page(SampleReports.report("Job", counters), rows))
        .contains("<bdi>u499</bdi>")
        .doesNotContain("also contains");
  }

  @Test
  void rareReason_shouldBeListedBeforeACommonOne() {
    List<MemberRow> rows = new ArrayList<>();
    IntStream.range(0, 2_000).forEach(i -> rows.add(MemberRow.notReached("u" + i)));
    rows.add(SampleReports.notFound("rare"));
    Counters counters = SampleReports.counters("{members: 2001, not_found: 1, not_reached: 2000}");

    String attention =
        section(SampleReports.page(SampleReports.report("Job", counters), rows), "attention");

    assertThat(attention).contains("<bdi>rare</bdi>", "2,000 members: <bdi>the job stopped");
    assertThat(attention.split("scope=\"row\"", -1)).hasSize(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style><svg onload=alert(1)>",
        "{{{job_name}}}<b>"
      })
  void hostileText_shouldBeEscapedInEveryPlace(String hostile) {
    Report report = reportWith(hostile);
    List<MemberRow> rows =
        List.of(SampleReports.unchanged(hostile), SampleReports.failed(hostile, hostile));

    String page = SampleReports.page(report, rows);

    assertThat(page).doesNotContain(hostile).doesNotContain("<script", "<img", "<svg", "<b>x");
    assertThat(tags(page)).isEqualTo(tags(SampleReports.page(reportWith("x"), harmlessRows())));
  }

  @Test
  void rightToLeftText_shouldBeIsolated() {
    Counters counters = SampleReports.counters("{members: 1, unchanged: 1}");

    assertThat(
            SampleReports.page(
                SampleReports.report("كل الطلاب", counters),
                List.of(SampleReports.unchanged("طالب-1"))))
        .contains("<h1><bdi>كل الطلاب</bdi></h1>")
        .contains("<bdi>طالب-1</bdi>");
  }

  @Test
  void page_shouldContainNoScriptsAndLoadNoFiles() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline';")
        .doesNotContain("<script", "<link", "<img", "src=", "url(", "@import", "http:", "https:");
  }

  @Test
  void usage_shouldContainHalfUnits() {
    String page = SampleReports.page(SampleReports.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains(">DynamoDB read units</th><td>250.5</td>")
        .contains(">S3 requests</th><td>1,012</td>");
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
