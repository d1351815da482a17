package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.report.ReportPageFixture.MIXED;
import static org.rollcall.report.ReportPageFixture.MIXED_ROWS;
import static org.rollcall.report.ReportPageFixture.section;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rollcall.RecordCopy;
import org.rollcall.id.JobId;

/** The parts of a report page that depend on the job's status. */
class ReportPageStatusTest {

  @Test
  void jobWithNothingToDo_shouldHaveItsOwnText() {
    Counters counters = SampleReports.counters("{members: 1, unchanged: 1}");

    String page =
        SampleReports.page(
            SampleReports.report("Job", counters), List.of(SampleReports.unchanged("gs1")));

    assertThat(page)
        .contains("No member needed a change.")
        .contains("The job changed no user and sent no letter.")
        .contains("No member needs attention.");
  }

  @ParameterizedTest
  @EnumSource
  void everyStatus_shouldHaveItsLabelAndMeaning(Status status) {
    Report ended = RecordCopy.with(SampleReports.report("Job", MIXED), "status", status);

    assertThat(SampleReports.page(ended, MIXED_ROWS))
        .contains(">" + status.label() + "</strong>")
        .contains(ReportText.meaning(status, MIXED));
  }

  @Test
  void test_shouldHaveTheAddressOfTheLetters() {
    Report report = SampleReports.report("Job", MIXED);
    assertThat(
            SampleReports.page(
                RecordCopy.with(report, "testTo", Optional.of("me@example.edu")), MIXED_ROWS))
        .contains("This was a test", "<bdi>me@example.edu</bdi>")
        .doesNotContain(ReportText.meaning(report.status(), MIXED));
  }

  @Test
  void jobWithRemainingMembers_shouldHaveTheirNumberAndTheInputOfTheRetry() {
    Counters counters =
        SampleReports.counters(
            "{members: 1204, updated: 1, failed: 1, not_reached: 1202, passwords_reset: 1, letters_failed: 1, letters_owed: 1}");

    String page = SampleReports.page(SampleReports.report("Job", counters), MIXED_ROWS);

    assertThat(page).containsOnlyOnce("./rollcall retry graduating-2026-11-22");
    assertThat(section(page, "attention"))
        .contains("A <a href=\"#remaining\">retry</a> processes", "<h3 id=\"remaining\">")
        .contains("1,202 users not reached, 1 user failed, 1 letter owed.")
        .contains(
            "{&quot;initiated_by&quot;:&quot;mlibrarian&quot;,"
                + "&quot;retry&quot;:&quot;graduating-2026-11-22&quot;}");
  }

  @Test
  void completeJobOrTest_shouldHaveNoInputOfARetry() {
    Counters done = SampleReports.counters("{members: 2, updated: 1, not_found: 1}");
    Report test =
        RecordCopy.with(
            SampleReports.report("Job", MIXED), "testTo", Optional.of("me@example.edu"));

    assertThat(SampleReports.page(SampleReports.report("Job", done), MIXED_ROWS))
        .doesNotContain("Remaining users and letters");
    assertThat(SampleReports.page(test, MIXED_ROWS)).doesNotContain("Remaining users and letters");
  }

  @Test
  void retry_shouldNameTheRetriedJob() {
    Report report = SampleReports.report("Job", MIXED);

    assertThat(SampleReports.page(report, MIXED_ROWS)).doesNotContain("Retry of");
    assertThat(
            SampleReports.page(
                RecordCopy.with(report, "retryOf", Optional.of(new JobId("graduating-1"))),
                MIXED_ROWS))
        .contains(
            "<dt>Retry of</dt><dd><a href=\"../graduating-1/report.html\"><code>graduating-1</code></a>");
  }

  @Test
  void endBeforeStart_shouldHaveTheDurationZero() {
    Report report = SampleReports.report("Job", MIXED);
    Report early = RecordCopy.with(report, "ended", report.started().minusMillis(40));

    assertThat(SampleReports.page(early, MIXED_ROWS)).contains("<dt>Duration</dt><dd>0.0 s</dd>");
  }
}
