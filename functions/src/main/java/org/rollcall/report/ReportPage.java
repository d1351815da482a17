package org.rollcall.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The report as one page that needs nothing else: {@code report.html}. */
final class ReportPage {

  private ReportPage() {}

  static byte[] of(Report report, List<Row> rows) {
    return (report.jobName() + rows.size()).getBytes(StandardCharsets.UTF_8);
  }
}
