package org.rollcall.user;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which IDs, identifiers, addresses, members and cells are read: without invisible
 * characters at both ends, and in Unicode's form NFC. {@link CaseFolding} compares it. See D-046.
 */
public final class CleanText {

  /** All characters below this one are in NFC, in any order. */
  private static final int FIRST_COMBINING = 0x300;

  /** The signs for kelvin, ångström and ohm. NFC would replace them with the letters. */
  private static final Pattern OTHER_TEXT = Pattern.compile("[^\u212A\u212B\u2126]+");

  private CleanText() {}

  /** A text without invisible characters at its ends, in NFC. */
  public static String of(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && isInvisible(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return composed(text.substring(start, end));
  }

  /** A text in NFC, except for the signs that look like letters. */
  static String composed(String text) {
    return text.chars().allMatch(c -> c < FIRST_COMBINING)
        ? text
        : OTHER_TEXT
            .matcher(text)
            .replaceAll(
                (MatchResult part) ->
                    Matcher.quoteReplacement(
                        Normalizer.normalize(part.group(), Normalizer.Form.NFC)));
  }

  /** Whether a character is shown as nothing or as a blank. */
  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT
        || isBlankLetter(character);
  }

  /** Letters, symbols and marks without a shape of their own (Default_Ignorable_Code_Point). */
  private static boolean isBlankLetter(int character) {
    return switch (character) {
      // Fillers of Hangul, the blank of Braille, and joiners of marks and of Khmer vowels.
      case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x034F, 0x17B4, 0x17B5 -> true;
      default ->
          (character >= 0x180B && character <= 0x180F)
              || (character >= 0xFE00 && character <= 0xFE0F)
              || (character >= 0xE0100 && character <= 0xE01EF);
    };
  }
}
