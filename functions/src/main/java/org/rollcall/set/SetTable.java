package org.rollcall.set;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rollcall.json.Faults;

/**
 * Itemized sets as people's tools write them: text in UTF-8 with a header, one column of it used,
 * cells separated by comma, semicolon or tab.
 */
final class SetTable {

  /** The headers that stand for the primary id (Alma's uploads use the first two). */
  private static final Set<String> HEADERS = Set.of("username", "user name", "primary_id");

  private SetTable() {}

  static Optional<SetDefinition> read(String key, byte[] content, Faults faults) {
    List<CsvRecord> rows;
    try {
      String text = text(content);
      rows = rows(text);
    } catch (CharacterCodingException e) {
      faults.add(key, "is not UTF-8 text; save it as \"CSV UTF-8\"");
      return Optional.empty();
    } catch (CsvParseException e) {
      faults.add(key, "is not a table: " + e.getMessage());
      return Optional.empty();
    }
    if (rows.isEmpty()) {
      faults.add(key, "is empty; its first line must be a header, such as primary_id");
      return Optional.empty();
    }
    CsvRecord header = rows.get(0);
    int column = column(header);
    if (column < 0) {
      faults.add(
          key + " line " + header.getStartingLineNumber(),
          "has no column named USERNAME, User name or primary_id");
      return Optional.empty();
    }
    Optional<CsvRecord> longer =
        rows.stream().filter(row -> row.getFieldCount() > header.getFieldCount()).findFirst();
    if (longer.isPresent()) {
      faults.add(
          key + " line " + longer.get().getStartingLineNumber(),
          "has more cells than the header: put a cell with a separator in it in quotes");
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    for (CsvRecord row : rows.subList(1, rows.size())) {
      String id = column < row.getFieldCount() ? Cells.plain(row.getField(column)).strip() : "";
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
    return Optional.of(SetDefinition.itemized(ids, ignored(header, column)));
  }

  private static String text(byte[] content) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<CsvRecord> rows(String text) {
    return CsvReader.builder()
        .fieldSeparator(separator(text))
        .skipEmptyLines(true)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text)
        .stream()
        .filter(row -> row.getFields().stream().anyMatch(field -> !field.isBlank()))
        .toList();
  }

  /** The separator that the header has most of; a comma where it has none. */
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char separator = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, separator)) {
        separator = candidate;
      }
    }
    return separator;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static int column(CsvRecord header) {
    for (int i = 0; i < header.getFieldCount(); i++) {
      if (HEADERS.contains(header.getField(i).strip().toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> ignored(CsvRecord header, int column) {
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      if (i != column) {
        String name = header.getField(i).strip();
        ignored.add("column " + (name.isEmpty() ? Integer.toString(i + 1) : name));
      }
    }
    return ignored;
  }
}
