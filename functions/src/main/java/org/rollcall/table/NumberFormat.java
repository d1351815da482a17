package org.rollcall.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.table.Table.Cell;

/**
 * The number format of a workbook's cells, as far as it changes how an ID is shown.
 *
 * @param mask empty if a whole number is shown as it is
 */
record NumberFormat(boolean isDate, Optional<DigitMask> mask) {

  static final NumberFormat GENERAL = new NumberFormat(false, Optional.empty());

  /** The precision of a number in Excel, which replaces all further digits by zeros. See D-048. */
  private static final int MAX_DIGITS = 15;

  private static final BigDecimal FIRST_INEXACT_NUMBER = BigDecimal.TEN.pow(MAX_DIGITS);

  /** Excel's limit for a format code, in characters. */
  private static final int MAX_CODE_LENGTH = 255;

  /** Excel allows about 250 custom formats. */
  private static final int MAX_FORMATS = 4_096;

  /** Excel allows 65,490 cell styles. */
  private static final int MAX_STYLES = 65_536;

  /** Exceeds the decimal exponents of numbers in Excel. */
  private static final int MAX_EXPONENT = 400;

  /**
   * The parts of a format code that are not placeholders: colours, conditions, literals, blanks.
   */
  private static final Pattern NO_PLACEHOLDER =
      Pattern.compile("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.|_.|\\*.", Pattern.DOTALL);

  private static final Pattern DATE_PLACEHOLDER = Pattern.compile("[dmyhsDMYHS]");

  /**
   * The formats of a workbook's cell styles, by style number.
   *
   * @throws UnreadableTableException if there are more formats, or longer ones, than Excel allows
   */
  static List<NumberFormat> ofStyles(XmlPart styles) {
    Map<Integer, NumberFormat> codes = new HashMap<>();
    List<NumberFormat> formats = new ArrayList<>();
    boolean isInCells = false;
    while (styles.advance()) {
      if (styles.isStart("numFmt")) {
        require(codes.size() < MAX_FORMATS);
        codes.put(
            styles.number("numFmtId").orElse(0), of(styles.attribute("formatCode").orElse("")));
      } else if (styles.isStart("cellXfs") || styles.isEnd("cellXfs")) {
        isInCells = styles.isStart("cellXfs");
      } else if (isInCells && styles.isStart("xf")) {
        require(formats.size() < MAX_STYLES);
        formats.add(
            codes.computeIfAbsent(styles.number("numFmtId").orElse(0), NumberFormat::builtIn));
      }
    }
    return formats;
  }

  private static void require(boolean isWithinLimits) {
    if (!isWithinLimits) {
      throw UnreadableTableException.damagedWorkbook();
    }
  }

  /**
   * A built-in format, which has no code in the file. Only date formats change how an ID is shown.
   */
  private static NumberFormat builtIn(int format) {
    boolean isDate =
        (format >= 14 && format <= 22)
            || (format >= 27 && format <= 36)
            || (format >= 45 && format <= 47)
            || (format >= 50 && format <= 58);
    return new NumberFormat(isDate, Optional.empty());
  }

  private static NumberFormat of(String code) {
    require(code.length() <= MAX_CODE_LENGTH);
    boolean isDate = DATE_PLACEHOLDER.matcher(NO_PLACEHOLDER.matcher(code).replaceAll("")).find();
    return new NumberFormat(isDate, isDate ? Optional.empty() : DigitMask.of(code));
  }

  /** The cell for a stored number. */
  Cell format(String stored) {
    BigDecimal number = number(stored);
    String plain = number.stripTrailingZeros().toPlainString();
    if (isDate) {
      return Cell.invalid(plain, TableError.NUMBER_SHOWN_AS_DATE);
    }
    if (number.abs().compareTo(FIRST_INEXACT_NUMBER) >= 0) {
      return Cell.invalid(plain, TableError.TOO_MANY_DIGITS);
    }
    Optional<BigInteger> whole = whole(number);
    if (whole.isEmpty()) {
      return Cell.invalid(plain, TableError.NUMBER_WITH_DECIMALS);
    }
    return Cell.of(
        mask.filter(digits -> whole.get().signum() >= 0)
            .map(digits -> digits.format(whole.get()))
            .orElse(whole.get().toString()));
  }

  private static BigDecimal number(String stored) {
    try {
      BigDecimal number = new BigDecimal(stored.strip());
      if (number.precision() - (long) number.scale() <= MAX_EXPONENT
          && number.scale() <= MAX_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The exception below reports it.
    }
    throw UnreadableTableException.damagedWorkbook();
  }

  /** The number as Excel shows it, without the rounding error of its last binary digits. */
  private static Optional<BigInteger> whole(BigDecimal number) {
    try {
      return Optional.of(number.round(new MathContext(MAX_DIGITS)).toBigIntegerExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /**
   * A number format that shows a whole number digit by digit: {@code 00000000}, {@code 000-00-0000}
   * or {@code "S"0000}. Formats that group thousands or show decimals are not digit masks: with
   * them, an ID is the plain number.
   *
   * @param parts placeholders for digits ({@code 0}, {@code #} or {@code ?}) and literal texts as
   *     the format writes them: a character, a character after a backslash, or a text in quotes
   */
  record DigitMask(List<String> parts) {

    /** Some characters need no quotes. Excel has more of them, which do not occur in IDs. */
    private static final Pattern PART =
        Pattern.compile("[0#?]|[ \\-()+:]|\\\\.|\"[^\"]*\"", Pattern.DOTALL);

    /** The parts of the first section, and the other sections. */
    private static final Pattern FORMAT =
        Pattern.compile("((?:" + PART + ")+)(?:;.*)?", Pattern.DOTALL);

    /** The mask of a format's first section; empty if the format is not a digit mask. */
    static Optional<DigitMask> of(String code) {
      Matcher format = FORMAT.matcher(code);
      return format.matches()
          ? Optional.of(
                  new DigitMask(
                      PART.matcher(format.group(1)).results().map(MatchResult::group).toList()))
              .filter(mask -> mask.parts.stream().anyMatch(DigitMask::isPlaceholder))
          : Optional.empty();
    }

    private static boolean isPlaceholder(String part) {
      return part.equals("0") || part.equals("#") || part.equals("?");
    }

    /**
     * Formats a number that is not negative. Digits are filled in from the right. The first
     * placeholder takes all remaining digits.
     */
    String format(BigInteger number) {
      String digits = number.signum() == 0 ? "" : number.toString();
      long placeholders = parts.stream().filter(DigitMask::isPlaceholder).count();
      StringBuilder formatted = new StringBuilder();
      for (String part : parts) {
        if (!isPlaceholder(part)) {
          formatted.append(literal(part));
          continue;
        }
        placeholders--;
        int count = (int) Math.max(0, digits.length() - placeholders);
        if (count == 0 && part.equals("0")) {
          formatted.append('0');
        }
        formatted.append(digits, 0, count);
        digits = digits.substring(count);
      }
      return formatted.toString();
    }

    private static String literal(String part) {
      return switch (part.charAt(0)) {
        case '"' -> part.substring(1, part.length() - 1);
        case '\\' -> part.substring(1);
        default -> part;
      };
    }
  }
}
