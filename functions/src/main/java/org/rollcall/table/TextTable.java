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
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table in a text file. Cells are separated by commas, semicolons or tabs. */
public final class TextTable implements Table {

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** A first line, for Excel, that names the separator. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\"?sep=([^\\p{Alnum}\"\\s]|\t)\"?[,;\t]*\\R", Pattern.CASE_INSENSITIVE);

  /** The header, and the lines in which a separator is sought if the header has none. */
  private static final int MAX_DETECTION_LINES = 101;

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  /** The library's message, with the line. */
  private static final Pattern TEXT_AFTER_QUOTE =
      Pattern.compile("after closing quote.*starting at line (\\d+)");

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

  /**
   * The most frequent separator in the header. If the header has none, the one that most of the
   * next lines have, as programs write that end each line with a separator. Otherwise a comma.
   */
  private static char separator(String text) {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank()).limit(MAX_DETECTION_LINES).toList();
    String header = lines.isEmpty() ? "" : lines.get(0);
    char inHeader = mostFrequent(separator -> header.chars().filter(c -> c == separator).count());
    if (header.indexOf(inHeader) >= 0) {
      return inHeader;
    }
    ToLongFunction<Character> linesWith =
        separator -> lines.stream().filter(line -> line.indexOf(separator) >= 0).count();
    char inLines = mostFrequent(linesWith);
    return linesWith.applyAsLong(inLines) * 2 > lines.size() - 1 ? inLines : ',';
  }

  private static char mostFrequent(ToLongFunction<Character> frequency) {
    return Collections.max(SEPARATORS, Comparator.comparingLong(frequency));
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
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private UnreadableTableException invalid(String message) {
    Matcher quote = TEXT_AFTER_QUOTE.matcher(message);
    return quote.find()
        ? new UnreadableTableException(
            TableError.TEXT_AFTER_QUOTE, Integer.parseInt(quote.group(1)) + linesBefore)
        : new UnreadableTableException(TableError.INVALID_CSV, message);
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
