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
import org.rollcall.letter.LetterLanguage;
import org.rollcall.set.CsvCells;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;

/** The CSV files of a report: RFC 4180, in UTF-8. */
final class CsvTables {

  private static final Set<Result> NOT_DONE = Set.of(Result.FAILED, Result.NOT_REACHED);

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
          "delivery",
          "letter_owed",
          "not_made",
          "name",
          "phone",
          "language",
          "wished_language",
          "undone_letter");

  private static final String OWED = "YES";

  private CsvTables() {}

  /** {@code users.csv}: one row for each member. */
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
          row.delivery().map(Enum::name).orElse(""),
          row.letterOwed() ? OWED : "",
          row.notMade(),
          CsvCells.escaped(row.person().name()),
          CsvCells.escaped(row.person().phone()),
          row.language().map(LetterLanguage::used).orElse(""),
          CsvCells.escaped(row.language().flatMap(LetterLanguage::wished).orElse("")),
          row.undoneLetter().map(Enum::name).orElse(""));
    }
    return bytes(text);
  }

  /**
   * Reads the result of {@link #users}.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static List<MemberRow> readUsers(byte[] users) {
    String text =
        new String(users, StandardCharsets.UTF_8).replaceFirst("^" + CsvCells.BYTE_ORDER_MARK, "");
    return CsvReader.builder().ofNamedCsvRecord(text).stream().map(CsvTables::row).toList();
  }

  private static MemberRow row(NamedCsvRecord cells) {
    return new MemberRow(
        unescaped(cells, "primary_id"),
        Result.valueOf(cells.getField("result")),
        optional(cells, "reason_code", Reason::valueOf)
            .map(code -> new ReasonText(code, cells.getField("reason"))),
        unescaped(cells, "changes"),
        optional(cells, "credentials", Credentials::valueOf),
        optional(cells, "letter", LetterProgress.State::valueOf),
        unescaped(cells, "message_id"),
        optional(cells, "delivery", Delivery.Kind::valueOf),
        cells.getField("letter_owed").equals(OWED),
        cells.getField("not_made"),
        new PersonDetails(unescaped(cells, "name"), unescaped(cells, "phone")),
        optional(
            cells,
            "language",
            used ->
                new LetterLanguage(used, optional(cells, "wished_language", CsvCells::unescaped))),
        optional(cells, "undone_letter", LetterProgress.State::valueOf));
  }

  private static String unescaped(NamedCsvRecord cells, String column) {
    return CsvCells.unescaped(cells.getField(column));
  }

  private static <T> Optional<T> optional(
      NamedCsvRecord cells, String column, Function<String, T> parser) {
    return Optional.of(cells.getField(column)).filter(cell -> !cell.isEmpty()).map(parser);
  }

  /** {@code failed.csv}: the members that failed or were not reached, as a set for another job. */
  static byte[] failed(List<MemberRow> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = writer(text);
    csv.writeRecord("primary_id");
    rows.stream()
        .filter(row -> NOT_DONE.contains(row.result()))
        .forEach(row -> csv.writeRecord(CsvCells.escaped(row.primaryId())));
    return bytes(text);
  }

  /** Without a buffer, which would have to be flushed and is useless for a string in memory. */
  private static CsvWriter writer(StringWriter text) {
    return CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.CRLF).build(text);
  }

  private static byte[] bytes(StringWriter text) {
    return (CsvCells.BYTE_ORDER_MARK + text).getBytes(StandardCharsets.UTF_8);
  }
}
