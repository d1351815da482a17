package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.id.JobId;
import org.rollcall.job.SetSnapshot;

class ReportPageTest {

  private static final Counters MIXED =
      new Counters(5, 2, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0);

  private static final SetSnapshot SET = new SetSnapshot("s", 5, 0, Sample.SHA256, List.of());

  private static final List<MemberRow> MIXED_ROWS =
      List.of(
          Sample.sent("gs1"),
          Sample.updated("gs2"),
          Sample.unchanged("gs3"),
          Sample.notFound("gs4"),
          Sample.failed("gs5", "account_type is missing"));

  @Test
  void page_shouldSayWhoRanWhatWhenAndForHowLong() {
    String page = Sample.page(Sample.report("Graduating patrons 2026", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("<bdi>Graduating patrons 2026</bdi>")
        .contains("<bdi>mlibrarian</bdi>")
        .contains("22 November 2026, 10:00:00 UTC")
        .contains("datetime=\"2026-11-22T10:00:00Z\"")
        .contains("1 min 12 s")
        .contains("graduating-2026-11-22");
  }

  @Test
  void verdict_shouldSayHowTheJobEndedAndWhatItChanged() {
    String page = Sample.page(Sample.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains(">Completed with failures</strong>")
        .contains("It changed 2 users, reset 1 password and sent 1 letter.");
  }

  @Test
  void set_shouldBeNamedWithItsHashShortAndWhole() {
    Report report = Sample.report("Job", MIXED);

    assertThat(Sample.page(report, MIXED_ROWS))
        .contains("<bdi>graduating-patrons</bdi>")
        .contains("<code>9f86d081884c…</code>")
        .contains("<code class=\"whole\">" + Sample.SHA256 + "</code>")
        .doesNotContain("Not used");
  }

  @Test
  void ignoredColumns_shouldBeNamed() {
    Report report = Sample.report("Job", MIXED);
    SetSnapshot set =
        new SetSnapshot("s", 5, 0, Sample.SHA256, List.of("column First name", "column Faculty"));

    assertThat(Sample.page(with(report, set), MIXED_ROWS))
        .contains("Not used")
        .contains("<li><bdi>column First name</bdi></li><li><bdi>column Faculty</bdi></li>");
  }

  @Test
  void failedCsv_shouldBeLinkedOnlyIfAnybodyFailedOrWasNotReached() {
    Counters notReached = new Counters(1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Counters notFound = new Counters(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(links(Sample.page(Sample.report("Job", MIXED), MIXED_ROWS)))
        .containsExactly("users.csv", "failed.csv", "report.json");
    assertThat(
            links(
                Sample.page(
                    Sample.report("Job", notReached), List.of(MemberRow.notReached("gs1")))))
        .contains("failed.csv");
    assertThat(links(Sample.page(Sample.report("Job", notFound), List.of(Sample.notFound("gs1")))))
        .containsExactly("users.csv", "report.json");
  }

  @Test
  void attention_shouldListTheReasonInWordsWithItsCodeAndTheMember() {
    String page = Sample.page(Sample.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "attention"))
        .contains("1 member: <bdi>no user has this primary ID</bdi> <code>NOT_FOUND</code>")
        .contains(
            "1 member: <bdi>invalid record: account_type is missing</bdi> <code>BROKEN_RECORD</code>")
        .contains("<bdi>gs4</bdi>", "<bdi>gs5</bdi>")
        .doesNotContain("<bdi>gs1</bdi>", "<bdi>gs2</bdi>", "<bdi>gs3</bdi>");
  }

  @Test
  void others_shouldListWhatWasDoneInTheSetsOrder() {
    String page = Sample.page(Sample.report("Job", MIXED), MIXED_ROWS);

    assertThat(section(page, "others"))
        .containsSubsequence(
            "<bdi>gs1</bdi>",
            "account_type: EXTERNAL -&gt; INTERNAL;",
            "external_id: SAML -&gt; (none)",
            "Temporary password issued",
            "Letter sent",
            "<bdi>gs2</bdi>",
            "user_group: UG -&gt; ALUMNI",
            "<bdi>gs3</bdi>",
            "Nothing")
        .doesNotContain("<bdi>gs4</bdi>", "<bdi>gs5</bdi>");
  }

  @Test
  void memberWhoseLetterFailed_shouldNeedAttentionAndShowWhatWasDone() {
    Counters counters = new Counters(1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);

    String page = Sample.page(Sample.report("Job", counters), List.of(Sample.refused("gs9")));

    assertThat(section(page, "attention"))
        .contains("Amazon SES rejected the letter: MessageRejected")
        .contains("<bdi>gs9</bdi>", "Updated", "Temporary password issued", "Letter not sent");
    assertThat(section(page, "others")).contains("There are no others.");
  }

  @Test
  void jobWithNothingToDo_shouldSayThatItChangedNothing() {
    Counters counters = new Counters(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    String page = Sample.page(Sample.report("Job", counters), List.of(Sample.unchanged("gs1")));

    assertThat(page)
        .contains("Every member was already as the job would have them.")
        .contains("It changed no user and sent no letter.")
        .contains("Nobody needs a second look.");
  }

  @Test
  void emptySet_shouldHaveNoTables() {
    String page = Sample.page(Sample.report("Job", Sample.NONE), List.of());

    assertThat(page).contains("The set had no members.").doesNotContain("<table");
  }

  @Test
  void largeJob_shouldListTheFirst500OfEachTableAndSayHowManyMoreThereAre() {
    List<MemberRow> rows =
        Stream.concat(
                IntStream.range(0, 60_000).mapToObj(i -> Sample.updated("u" + i)),
                IntStream.range(60_000, 100_000).mapToObj(i -> MemberRow.notReached("u" + i)))
            .toList();
    Counters counters =
        new Counters(100_000, 60_000, 0, 0, 0, 0, 40_000, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    String page = Sample.page(Sample.report("Job", counters), rows);

    assertThat(page.split("scope=\"row\"", -1)).hasSize(1_001);
    assertThat(section(page, "attention"))
        .contains("40,000 members")
        .contains("The first 500 are listed; 39,500 more are in <a href=\"users.csv\">");
    assertThat(section(page, "others")).contains("60,000 members").contains("59,500 more");
  }

  @Test
  void exactly500Members_shouldAllBeListed() {
    List<MemberRow> rows = IntStream.range(0, 500).mapToObj(i -> Sample.updated("u" + i)).toList();
    Counters counters = new Counters(500, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(Sample.page(Sample.report("Job", counters), rows))
        .contains("<bdi>u499</bdi>")
        .doesNotContain("more are in");
  }

  @Test
  void rareReason_shouldNotBeCrowdedOutByACommonOne() {
    List<MemberRow> rows = new ArrayList<>();
    IntStream.range(0, 2_000).forEach(i -> rows.add(MemberRow.notReached("u" + i)));
    rows.add(Sample.notFound("rare"));
    Counters counters = new Counters(2_001, 0, 0, 0, 1, 0, 2_000, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    String attention = section(Sample.page(Sample.report("Job", counters), rows), "attention");

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
  void hostileText_shouldStayTextWhereverItStands(String hostile) {
    Report plain = Sample.report("x", MIXED);
    Report report =
        new Report(
            plain.jobId(),
            Optional.of(plain.jobId()),
            hostile,
            plain.mode(),
            hostile,
            Optional.of(hostile),
            plain.status(),
            plain.started(),
            plain.ended(),
            new SetSnapshot(hostile, 5, 0, hostile, List.of(hostile)),
            plain.counters(),
            plain.work());
    List<MemberRow> rows = List.of(Sample.unchanged(hostile), Sample.failed(hostile, hostile));

    String page = Sample.page(report, rows);

    assertThat(page).doesNotContain(hostile).doesNotContain("<script", "<img", "<svg", "<b>x");
    assertThat(tags(page)).isEqualTo(tags(Sample.page(harmless(report), harmlessRows())));
  }

  @Test
  void textFromRightToLeft_shouldBeKeptApartFromWhatSurroundsIt() {
    Counters counters = new Counters(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(
            Sample.page(Sample.report("كل الطلاب", counters), List.of(Sample.unchanged("طالب-1"))))
        .contains("<h1><bdi>كل الطلاب</bdi></h1>")
        .contains("<bdi>طالب-1</bdi>");
  }

  @Test
  void page_shouldRunNoScriptAndLoadNothing() {
    String page = Sample.page(Sample.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline';")
        .doesNotContain("<script", "<link", "<img", "src=", "url(", "@import", "http:", "https:");
  }

  @Test
  void work_shouldBeListedWithHalfUnits() {
    String page = Sample.page(Sample.report("Job", MIXED), MIXED_ROWS);

    assertThat(page)
        .contains("<dt>DynamoDB read units</dt><dd>250.5</dd>")
        .contains("<dt>S3 requests</dt><dd>1,012</dd>");
  }

  @ParameterizedTest
  @EnumSource
  void everyStatus_shouldBeShownInWordsWithItsMeaning(Status status) {
    Report report = Sample.report("Job", MIXED);
    Report ended =
        new Report(
            report.jobId(),
            report.retryOf(),
            report.jobName(),
            report.mode(),
            report.initiatedBy(),
            Optional.empty(),
            status,
            report.started(),
            report.ended(),
            report.set(),
            MIXED,
            report.work());

    assertThat(Sample.page(ended, MIXED_ROWS))
        .contains(">" + status.words() + "</strong>")
        .contains(ReportText.meaning(status, MIXED));
  }

  @Test
  void test_shouldSayThatNobodyWasChangedAndWhoGotTheLetters() {
    Report report = Sample.report("Job", MIXED);
    assertThat(Sample.page(with(report, Optional.of("me@example.edu"), report.set()), MIXED_ROWS))
        .contains("This was a test", "<bdi>me@example.edu</bdi>")
        .doesNotContain(ReportText.meaning(report.status(), MIXED));
  }

  @Test
  void jobThatLeftSomeUndone_shouldSayHowManyAndTheInputThatTakesThemUp() {
    Counters counters = new Counters(1_204, 1, 0, 0, 0, 1, 1_202, 1, 0, 1, 0, 0, 0, 0, 0, 0);

    String page = Sample.page(Sample.report("Job", counters), MIXED_ROWS);

    assertThat(section(page, "remains"))
        .contains("1,202 users not reached, 1 user failed, 1 letter not sent.")
        .contains(
            "{&quot;initiated_by&quot;:&quot;mlibrarian&quot;,"
                + "&quot;retry&quot;:&quot;graduating-2026-11-22&quot;}");
  }

  @Test
  void jobThatLeftNothingUndoneOrWasATest_shouldOfferNoRetry() {
    Counters done = new Counters(2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Report test = with(Sample.report("Job", MIXED), Optional.of("me@example.edu"), SET);

    assertThat(Sample.page(Sample.report("Job", done), MIXED_ROWS)).doesNotContain("What remains");
    assertThat(Sample.page(test, MIXED_ROWS)).doesNotContain("What remains");
  }

  @Test
  void retry_shouldNameTheJobThatItTookUp() {
    Report report = Sample.report("Job", MIXED);

    assertThat(Sample.page(report, MIXED_ROWS)).doesNotContain("Retry of");
    assertThat(
            Sample.page(
                with(report, Optional.of(new JobId("graduating-1")), Optional.empty(), SET),
                MIXED_ROWS))
        .contains("<dt>Retry of</dt><dd><code>graduating-1</code></dd>");
  }

  @Test
  void clocksThatDisagree_shouldNotMakeTheJobEndBeforeItStarted() {
    Report report = Sample.report("Job", MIXED);
    Report early =
        new Report(
            report.jobId(),
            report.retryOf(),
            report.jobName(),
            report.mode(),
            report.initiatedBy(),
            Optional.empty(),
            report.status(),
            report.started(),
            report.started().minusMillis(40),
            report.set(),
            MIXED,
            report.work());

    assertThat(Sample.page(early, MIXED_ROWS)).contains("<dt>Took</dt><dd>0.0 s</dd>");
  }

  private static Report with(Report report, SetSnapshot set) {
    return with(report, report.testTo(), set);
  }

  private static Report with(Report report, Optional<String> testTo, SetSnapshot set) {
    return with(report, report.retryOf(), testTo, set);
  }

  private static Report with(
      Report report, Optional<JobId> retryOf, Optional<String> testTo, SetSnapshot set) {
    return new Report(
        report.jobId(),
        retryOf,
        report.jobName(),
        report.mode(),
        report.initiatedBy(),
        testTo,
        report.status(),
        report.started(),
        report.ended(),
        set,
        report.counters(),
        report.work());
  }

  private static Report harmless(Report report) {
    return with(
        Sample.report("x", report.counters()),
        Optional.of(report.jobId()),
        Optional.of("x"),
        new SetSnapshot("x", 5, 0, "x", List.of("x")));
  }

  private static List<MemberRow> harmlessRows() {
    return List.of(Sample.unchanged("x"), Sample.failed("x", "x"));
  }

  /** The names of the page's tags, sorted, since the reasons order the groups. */
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

  private static String section(String page, String id) {
    int start = page.indexOf("<section aria-labelledby=\"" + id + "\"");
    return page.substring(start, page.indexOf("</section>", start));
  }
}
