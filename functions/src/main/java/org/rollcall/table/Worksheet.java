package org.rollcall.table;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first worksheet of a workbook that is not hidden. */
public final class Worksheet implements Table {

  /** Excel's own limit. */
  private static final int MAX_ROWS = 1_048_576;

  /** Excel's own limit. */
  private static final int MAX_COLUMNS = 16_384;

  private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})\\d{1,7}");

  /** A workbook's escape sequence for a character that XML does not allow. */
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final Workbook book;
  private final Workbook.Sheet origin;
  private final XmlPart sheet;
  private final List<String> texts;
  private final List<NumberFormat> formats;
  private final List<String> ignored;
  private int row;

  /**
   * Opens a workbook.
   *
   * @throws UnreadableTableException if the file is not a workbook, or is too large
   */
  public Worksheet(byte[] content) {
    this(new Workbook(content));
  }

  private Worksheet(Workbook book) {
    this(book, first(book), book.texts(), book.formats());
  }

  private Worksheet(
      Workbook book, Workbook.Sheet origin, List<String> texts, List<NumberFormat> formats) {
    this.book = book;
    this.origin = origin;
    this.sheet = book.read(origin);
    this.texts = texts;
    this.formats = formats;
    this.ignored =
        book.sheets().stream()
            .filter(other -> !other.equals(origin))
            .map(other -> "worksheet " + other.name())
            .toList();
  }

  private static Workbook.Sheet first(Workbook book) {
    return book.sheets().stream()
        .filter(candidate -> !candidate.isHidden())
        .findFirst()
        .or(() -> book.sheets().stream().findFirst())
        .orElseThrow(UnreadableTableException::damagedWorkbook);
  }

  @Override
  public String name() {
    return ignored.isEmpty() ? "" : origin.name();
  }

  @Override
  public List<Table> others() {
    return book.sheets().stream()
        .filter(other -> !other.equals(origin) && !other.isHidden())
        .<Table>map(other -> new Worksheet(book, other, texts, formats))
        .toList();
  }

  @Override
  public Optional<Row> next() {
    while (sheet.nextElement("row")) {
      int number = sheet.number("r").orElse(row + 1);
      if (number <= row || number > MAX_ROWS) {
        throw UnreadableTableException.damagedWorkbook();
      }
      row = number;
      SortedMap<Integer, Cell> cells = cells();
      if (!cells.isEmpty()) {
        return Optional.of(new Row(number, MAX_COLUMNS, cells));
      }
    }
    return Optional.empty();
  }

  private SortedMap<Integer, Cell> cells() {
    SortedMap<Integer, Cell> cells = new TreeMap<>();
    int last = -1;
    while (sheet.advance() && !sheet.isEnd("row")) {
      if (sheet.isStart("c")) {
        int column = sheet.attribute("r").map(Worksheet::column).orElse(last + 1);
        if (column <= last || column >= MAX_COLUMNS) {
          throw UnreadableTableException.damagedWorkbook();
        }
        last = column;
        Cell cell = cell();
        if (!cell.isBlank()) {
          cells.put(column, cell);
        }
      }
    }
    return cells;
  }

  /** The column of an address such as {@code AB12}, from 0. */
  private static int column(String address) {
    var parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw UnreadableTableException.damagedWorkbook();
    }
    return parts.group(1).chars().reduce(0, (sum, letter) -> sum * 26 + letter - 'A' + 1) - 1;
  }

  private Cell cell() {
    String type = sheet.attribute("t").orElse("n");
    int style = sheet.number("s").orElse(0);
    Optional<String> value = Optional.empty();
    boolean isFormula = false;
    while (sheet.advance() && !sheet.isEnd("c")) {
      if (sheet.isStart("v")) {
        value = Optional.of(sheet.text());
      } else if (sheet.isStart("is")) {
        value = Optional.of(sheet.runs());
      } else if (sheet.isStart("f")) {
        isFormula = true;
      }
    }
    boolean isEmptyText = type.equals("str") && value.isPresent();
    if (isFormula && !isEmptyText && value.filter(text -> !text.isBlank()).isEmpty()) {
      return Cell.invalid("", TableError.FORMULA_WITHOUT_RESULT);
    }
    return value
        .filter(text -> !text.isBlank())
        .map(text -> cell(type, style, text))
        .orElse(Cell.of(""));
  }

  private Cell cell(String type, int style, String value) {
    return switch (type) {
      case "n" ->
          (style < formats.size() ? formats.get(style) : NumberFormat.GENERAL).format(value);
      case "s" -> Cell.of(unescaped(sharedText(value.strip())));
      case "str", "inlineStr" -> Cell.of(unescaped(value));
      case "b" -> Cell.invalid(value.equals("0") ? "FALSE" : "TRUE", TableError.BOOLEAN_CELL);
      case "e" -> Cell.invalid(value, TableError.ERROR_CELL);
      case "d" -> Cell.invalid(value, TableError.DATE_CELL);
      default -> throw UnreadableTableException.damagedWorkbook();
    };
  }

  private String sharedText(String number) {
    int index = XmlPart.wholeNumber(number);
    if (index >= texts.size()) {
      throw UnreadableTableException.damagedWorkbook();
    }
    return texts.get(index);
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            (MatchResult match) ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
  }

  @Override
  public String location(int row) {
    return "row " + row;
  }

  @Override
  public String columnName(int column) {
    String name = "";
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
      name = (char) ('A' + (rest - 1) % 26) + name;
    }
    return name;
  }

  @Override
  public List<String> ignored() {
    return ignored;
  }
}
