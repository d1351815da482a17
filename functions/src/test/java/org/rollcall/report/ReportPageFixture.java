package org.rollcall.report;

import java.util.List;
import org.rollcall.job.SetSnapshot;

/** Reports, and parts of report pages, for tests. */
final class ReportPageFixture {

  static final Counters MIXED =
      SampleReports.counters(
          "{members: 5, updated: 2, unchanged: 1, not_found: 1, failed: 1, passwords_reset: 1, letters_sent: 1}");

  static final SetSnapshot SET = new SetSnapshot("s", 5, 0, SampleReports.SHA256, List.of());

  static final List<MemberRow> MIXED_ROWS =
      List.of(
          SampleReports.sent("gs1"),
          SampleReports.updated("gs2"),
          SampleReports.unchanged("gs3"),
          SampleReports.notFound("gs4"),
          SampleReports.failed("gs5", "account_type is missing"));

  private ReportPageFixture() {}

  static String section(String page, String id) {
    int start = page.indexOf("<section aria-labelledby=\"" + id + "\"");
    return page.substring(start, page.indexOf("</section>", start));
  }
}
