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

/** How a workbook's cells show a number, as far as it matters where the number is an id. */
final class NumberFormat {

  static final NumberFormat GENERAL = new NumberFormat(false, Optional.empty());

  /** Excel keeps so many digits of a number; it makes all further ones zero. */
  private static final int DIGITS = 15;

  private static final BigDecimal TOO_LONG = BigDecimal.TEN.pow(DIGITS);

  /** Excel's bound of a format's code, in characters. */
  private static final int LONGEST_CODE = 255;

  /** Excel takes some 250 formats of one's own, and 65,490 styles of cells. */
  private static final int MOST_CODES = 4_096;

  private static final int MOST_STYLES = 65_536;

  /** The powers of ten that a number in Excel can have. */
  private static final int LARGEST_EXPONENT = 400;

  /** What stands in a format beside its code: colours, conditions, literals, blanks. */
  private static final Pattern BESIDES =
      Pattern.compile("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.|_.|\\*.", Pattern.DOTALL);

  private static final Pattern OF_DATE = Pattern.compile("[dmyhsDMYHS]");

  private final boolean isDate;
  private final Optional<DigitMask> mask;

  private NumberFormat(boolean isDate, Optional<DigitMask> mask) {
    this.isDate = isDate;
    this.mask = mask;
  }

  /**
   * The formats of a workbook's cell styles, by the styles' numbers.
   *
   * @throws UnreadableTableException if there are more of them, or longer ones, than Excel itself
   *     takes
   */
  static List<NumberFormat> ofStyles(XmlPart styles) {
    Map<Integer, NumberFormat> codes = new HashMap<>();
    List<NumberFormat> formats = new ArrayList<>();
    boolean isInCells = false;
    while (styles.advance()) {
      if (styles.isStart("numFmt")) {
        require(codes.size() < MOST_CODES);
        codes.put(
            styles.number("numFmtId").orElse(0), of(styles.attribute("formatCode").orElse("")));
      } else if (styles.isStart("cellXfs") || styles.isEnd("cellXfs")) {
        isInCells = styles.isStart("cellXfs");
      } else if (isInCells && styles.isStart("xf")) {
        require(formats.size() < MOST_STYLES);
        formats.add(
            codes.computeIfAbsent(styles.number("numFmtId").orElse(0), NumberFormat::builtIn));
      }
    }
    return formats;
  }

  private static void require(boolean isWithinBounds) {
    if (!isWithinBounds) {
      throw WorkbookParts.damaged();
    }
  }

  /** A format that has no code in the file; of those only dates matter. */
  private static NumberFormat builtIn(int format) {
    boolean isDate =
        (format >= 14 && format <= 22)
            || (format >= 27 && format <= 36)
            || (format >= 45 && format <= 47)
            || (format >= 50 && format <= 58);
    return new NumberFormat(isDate, Optional.empty());
  }

  private static NumberFormat of(String code) {
    require(code.length() <= LONGEST_CODE);
    boolean isDate = OF_DATE.matcher(BESIDES.matcher(code).replaceAll("")).find();
    return new NumberFormat(isDate, isDate ? Optional.empty() : DigitMask.of(code));
  }

  /** The cell of a number. */
  Cell show(String stored) {
    BigDecimal number = number(stored);
    String plain = number.stripTrailingZeros().toPlainString();
    if (isDate) {
      return Cell.doubtful(plain, "is a date; put the ids in, with the column's cells as text");
    }
    if (number.abs().compareTo(TOO_LONG) >= 0) {
      return Cell.doubtful(
          plain,
          "is a number of more than "
              + DIGITS
              + " digits, of which Excel has lost the last; make the column's cells text and put the"
              + " ids in again");
    }
    Optional<BigInteger> whole = whole(number);
    if (whole.isEmpty()) {
      return Cell.doubtful(plain, "is a number with decimals, and no id");
    }
    return Cell.of(
        mask.filter(shown -> whole.get().signum() >= 0)
            .map(shown -> shown.show(whole.get()))
            .orElse(whole.get().toString()));
  }

  private static BigDecimal number(String stored) {
    try {
      BigDecimal number = new BigDecimal(stored.strip());
      if (number.precision() - (long) number.scale() <= LARGEST_EXPONENT
          && number.scale() <= LARGEST_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Damaged as below.
    }
    throw WorkbookParts.damaged();
  }

  /** The number as Excel shows it, without the noise of its last binary digits. */
  private static Optional<BigInteger> whole(BigDecimal number) {
    try {
      return Optional.of(number.round(new MathContext(DIGITS)).toBigIntegerExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
