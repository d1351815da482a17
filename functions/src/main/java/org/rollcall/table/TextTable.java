package org.rollcall.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of text, its cells separated by commas, semicolons or tabs. */
public final class TextTable implements Table {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** The line with which Excel says what separates the cells. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=([^\\p{Alnum}\"\\s]|\t)\"?[,;\t]*\\R", Pattern.CASE_INSENSITIVE);

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private final Iterator<CsvRecord> records;
  private final boolean isEncodingKnown;
  private final int linesBefore;

  private TextTable(String text, char separator, boolean isEncodingKnown, int linesBefore) {
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(true)
            .ofCsvRecord(text)
            .iterator();
    this.isEncodingKnown = isEncodingKnown;
    this.linesBefore = linesBefore;
  }

  /**
   * Opens a file.
   *
   * @throws UnreadableTableException if it is no text
   */
  public static TextTable open(byte[] content) {
    TextEncoding.Decoded decoded = TextEncoding.decode(content);
    Matcher separatorLine = SEPARATOR_LINE.matcher(decoded.text());
    if (separatorLine.lookingAt()) {
      return new TextTable(
          decoded.text().substring(separatorLine.end()),
          separatorLine.group(1).charAt(0),
          decoded.isKnown(),
          1);
    }
    return new TextTable(decoded.text(), separator(decoded.text()), decoded.isKnown(), 0);
  }

  /** The separator that the header has most of; a comma where it has none. */
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char separator = ',';
    for (char candidate : SEPARATORS) {
      if (count(header, candidate) > count(header, separator)) {
        separator = candidate;
      }
    }
    return separator;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  @Override
  public Optional<TableRow> next() {
    try {
      while (records.hasNext()) {
        CsvRecord next = records.next();
        SortedMap<Integer, Cell> cells = new TreeMap<>();
        for (int column = 0; column < next.getFieldCount(); column++) {
          Cell cell = cell(next.getField(column));
          if (!cell.isBlank()) {
            cells.put(column, cell);
          }
        }
        if (!cells.isEmpty()) {
          int line = (int) Math.min(next.getStartingLineNumber(), Integer.MAX_VALUE - 1);
          return Optional.of(new TableRow(line + linesBefore, next.getFieldCount(), cells));
        }
      }
      return Optional.empty();
    } catch (CsvParseException e) {
      throw new UnreadableTableException("is not a table: " + e.getMessage());
    }
  }

  private Cell cell(String text) {
    return isEncodingKnown || ASCII.matcher(text).matches()
        ? Cell.of(text)
        : Cell.doubtful(
            text.replaceAll("\\P{ASCII}", "?"),
            "has letters that are not UTF-8; save the file as \"CSV UTF-8\"");
  }

  @Override
  public String place(int row) {
    return "line " + row;
  }

  @Override
  public String nameOf(int column) {
    return Integer.toString(column + 1);
  }

  @Override
  public List<String> ignored() {
    return isEncodingKnown
        ? List.of()
        : List.of("letters that are not UTF-8, outside the column that was used");
  }
}
