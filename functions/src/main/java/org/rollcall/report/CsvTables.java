package org.rollcall.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.set.CsvCells;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;

/** The report as tables (RFC 4180), in UTF-8. */
final class CsvTables {

  private static final Set<Result> REMAINING = Set.of(Result.FAILED, Result.NOT_REACHED);

  private static final List<String> COLUMNS =
      List.of(
          "primary_id",
          "result",
          "reason",
          "reason_code",
          "changes",
          "credentials",
          "letter",
          "message_id",
          "delivery");

  private CsvTables() {}

  /** {@code users.csv}: a row a member. */
  static byte[] users(List<MemberRow> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    csv.writeRecord(COLUMNS);
    for (MemberRow row : rows) {
      csv.writeRecord(
          CsvCells.escaped(row.primaryId()),
          row.result().name(),
          row.reason().map(ReasonText::text).orElse(""),
          row.reason().map(reason -> reason.code().name()).orElse(""),
          CsvCells.escaped(row.changes()),
          row.credentials().map(Enum::name).orElse(""),
          row.letter().map(Enum::name).orElse(""),
          CsvCells.escaped(row.messageId()),
          row.delivery().map(Enum::name).orElse(""));
    }
    return bytes(text);
  }

  /**
   * The rows of which {@link #users} has made a table.
   *
   * @throws IllegalArgumentException if it has not
   */
  static List<MemberRow> read(byte[] users) {
    String text = new String(users, StandardCharsets.UTF_8);
    return CsvReader.builder().ofNamedCsvRecord(text).stream().map(CsvTables::row).toList();
  }

  private static MemberRow row(NamedCsvRecord cells) {
    return new MemberRow(
        plain(cells, "primary_id"),
        Result.valueOf(cells.getField("result")),
        word(cells, "reason_code", Reason::valueOf)
            .map(code -> new ReasonText(code, cells.getField("reason"))),
        plain(cells, "changes"),
        word(cells, "credentials", Credentials::valueOf),
        word(cells, "letter", LetterProgress.State::valueOf),
        plain(cells, "message_id"),
        word(cells, "delivery", Delivery.Kind::valueOf));
  }

  private static String plain(NamedCsvRecord cells, String column) {
    return CsvCells.unescaped(cells.getField(column));
  }

  private static <T> Optional<T> word(
      NamedCsvRecord cells, String column, Function<String, T> meaning) {
    return Optional.of(cells.getField(column)).filter(word -> !word.isEmpty()).map(meaning);
  }

  /** {@code failed.csv}: the members that failed or were not reached, as a set. */
  static byte[] failed(List<MemberRow> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    csv.writeRecord("primary_id");
    rows.stream()
        .filter(row -> REMAINING.contains(row.result()))
        .forEach(row -> csv.writeRecord(CsvCells.escaped(row.primaryId())));
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
