package org.rollcall.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Result;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.set.CsvCells;
import org.rollcall.user.PrimaryId;

/** The CSV files of a report: RFC 4180, in UTF-8. */
final class CsvTables {

  private static final Set<Result> NOT_DONE = Set.of(Result.FAILED, Result.NOT_REACHED);

  private static final String ID = "primary_id";

  private static final List<String> COLUMNS =
      List.of(
          ID,
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

  /** The columns that an erasure empties. */
  private static final List<String> PERSONAL =
      List.of("changes", "message_id", "not_made", "name", "phone");

  private static final String OWED = "YES";

  private final Table users;
  private final Table failed;

  /** A table that is written to a stream. */
  private static final class Table {

    private final Writer writer;
    private final CsvWriter csv;

    Table(OutputStream output, List<String> columns) {
      this.writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
      this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
      try {
        writer.write(CsvCells.BYTE_ORDER_MARK);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      csv.writeRecord(columns);
    }

    void finish() {
      try {
        csv.flush();
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Writes both tables without members.
   *
   * @param users gets {@code users.csv}: one row for each member
   * @param failed gets {@code failed.csv}: the members that failed or were not reached, as a set
   *     for another job
   */
  CsvTables(OutputStream users, OutputStream failed) {
    this.users = new Table(users, COLUMNS);
    this.failed = new Table(failed, List.of(ID));
  }

  void add(MemberRow row) {
    users.csv.writeRecord(
        CsvCells.escaped(row.primaryId()),
        row.result().name(),
        row.reason().map(ReasonText::text).orElse(""),
        row.reason().map(reason -> reason.code().name()).orElse(""),
        CsvCells.escaped(ChangesText.of(row.changes())),
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
    if (NOT_DONE.contains(row.result())) {
      failed.csv.writeRecord(CsvCells.escaped(row.primaryId()));
    }
  }

  /** Writes what is still in memory. */
  void finish() {
    users.finish();
    failed.finish();
  }

  /**
   * What an erasure found in {@code users.csv}.
   *
   * @param members the number of all rows
   * @param ofPerson the number of the person's rows
   * @param messageIds SES's message IDs of the person's letters
   */
  record Erased(int members, int ofPerson, Set<String> messageIds) {}

  /**
   * Copies both tables with an alias instead of a person, and without the person's values.
   *
   * @param source the content of {@code users.csv}
   * @throws IllegalArgumentException if it is damaged
   */
  Erased anonymize(InputStream source, Set<PrimaryId> ids, String alias) {
    Set<String> messageIds = new TreeSet<>();
    int members = 0;
    int ofPerson = 0;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .detectBomHeader(true)
            .ofNamedCsvRecord(source, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord row : rows) {
        Map<String, String> cells = row.getFieldsAsMap();
        boolean isPerson = ids.contains(PrimaryId.of(CsvCells.unescaped(row.getField(ID))));
        members++;
        if (isPerson) {
          ofPerson++;
          Optional.of(CsvCells.unescaped(row.getField("message_id")))
              .filter(id -> !id.isEmpty())
              .ifPresent(messageIds::add);
          PERSONAL.forEach(column -> cells.put(column, ""));
          cells.put(ID, alias);
          erasedReason(row.getField("reason_code")).ifPresent(text -> cells.put("reason", text));
        }
        copy(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Erased(members, ofPerson, messageIds);
  }

  private static Optional<String> erasedReason(String code) {
    return Optional.of(code)
        .filter(found -> !found.isEmpty())
        .map(Reason::valueOf)
        .filter(Reason::hasRecordValues)
        .map(reason -> ReasonText.erased(reason).text());
  }

  private void copy(Map<String, String> cells) {
    List<String> row = new ArrayList<>();
    for (String column : COLUMNS) {
      row.add(Optional.ofNullable(cells.get(column)).orElseThrow(IllegalArgumentException::new));
    }
    users.csv.writeRecord(row);
    if (NOT_DONE.contains(Result.valueOf(row.get(COLUMNS.indexOf("result"))))) {
      failed.csv.writeRecord(row.get(0));
    }
  }
}
