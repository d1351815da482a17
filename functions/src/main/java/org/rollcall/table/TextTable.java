package org.rollcall.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table in a text file. Cells are separated by commas, semicolons or tabs. */
public final class TextTable implements Table {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** A first line, for Excel, that names the separator. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=([^\\p{Alnum}\"\\s]|\t)\"?[,;\t]*\\R", Pattern.CASE_INSENSITIVE);

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private final Iterator<CsvRecord> records;
  private final boolean isEncodingKnown;
  private final int linesBefore;

  /**
   * Opens a file.
   *
   * @throws UnreadableTableException if the file is not text
   */
  public TextTable(byte[] content) {
    TextEncoding.Decoded decoded = TextEncoding.decode(content);
    Matcher separatorLine = SEPARATOR_LINE.matcher(decoded.text());
    boolean isSeparatorNamed = separatorLine.lookingAt();
    this.isEncodingKnown = decoded.isEncodingKnown();
    this.linesBefore = isSeparatorNamed ? 1 : 0;
    this.records =
        CsvReader.builder()
            .fieldSeparator(
                isSeparatorNamed ? separatorLine.group(1).charAt(0) : separator(decoded.text()))
            .skipEmptyLines(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(true)
            .ofCsvRecord(decoded.text().substring(isSeparatorNamed ? separatorLine.end() : 0))
            .iterator();
  }

  /** The most frequent separator in the header; a comma if it has none. */
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return Collections.max(
        SEPARATORS,
        Comparator.comparingLong(separator -> header.chars().filter(c -> c == separator).count()));
  }

  @Override
  public Optional<Row> next() {
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
          return Optional.of(new Row(line + linesBefore, next.getFieldCount(), cells));
        }
      }
      return Optional.empty();
    } catch (CsvParseException e) {
      throw new UnreadableTableException(TableError.INVALID_CSV, String.valueOf(e.getMessage()));
    }
  }

  private Cell cell(String text) {
    return isEncodingKnown || ASCII.matcher(text).matches()
        ? Cell.of(text)
        : Cell.invalid(text.replaceAll("\\P{ASCII}", "?"), TableError.NOT_UTF_8);
  }

  @Override
  public String location(int row) {
    return "line " + row;
  }

  @Override
  public String columnName(int column) {
    return Integer.toString(column + 1);
  }

  @Override
  public List<String> ignored() {
    return isEncodingKnown ? List.of() : List.of("letters that are not UTF-8, in other columns");
  }
}
