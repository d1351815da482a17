package org.rollcall.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.rollcall.job.Outcome.Result;
import org.rollcall.set.Cells;

/** The report as tables (RFC 4180), in UTF-8. */
final class Tables {

  private static final Set<Result> REMAINING = Set.of(Result.FAILED, Result.NOT_REACHED);

  private Tables() {}

  /** {@code users.csv}: a row a member. */
  static byte[] users(List<Row> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    csv.writeRecord(
        "primary_id",
        "result",
        "reason",
        "changes",
        "credentials",
        "letter",
        "message_id",
        "delivery");
    for (Row row : rows) {
      csv.writeRecord(
          Cells.defused(row.outcome().primaryId()),
          row.result().name(),
          Cells.defused(row.reason()),
          Cells.defused(row.changes()),
          row.credentials(),
          row.letter().map(Enum::name).orElse(""),
          Cells.defused(row.messageId()),
          row.delivery().map(Enum::name).orElse(""));
    }
    return bytes(text);
  }

  /** {@code failed.csv}: the members that failed or were not reached, as a set. */
  static byte[] failed(List<Row> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    csv.writeRecord("primary_id");
    rows.stream()
        .filter(row -> REMAINING.contains(row.result()))
        .forEach(row -> csv.writeRecord(Cells.defused(row.outcome().primaryId())));
    return bytes(text);
  }

  /** Unbuffered: what is in memory already gains nothing from a buffer that must be flushed. */
  private static CsvWriter writer(StringWriter text) {
    return CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.CRLF).build(text);
  }

  private static byte[] bytes(StringWriter text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
