package org.rollcall.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
