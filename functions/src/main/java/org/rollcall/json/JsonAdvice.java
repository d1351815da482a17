package org.rollcall.json;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to write instead of characters and words that are not possible in JSON. */
final class JsonAdvice {

  private static final int MAX_QUOTED = 40;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private JsonAdvice() {}

  static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }

  /** The advice for a word without quotes that is not a value of JSON. */
  static String forWord(String word) {
    String number =
        word.replaceFirst("^\\+?0*(?=[0-9])", "")
            .replaceFirst("^\\+?\\.", "0.")
            .replaceFirst("\\.$", "");
    if (isNumber(number)) {
      return "write " + number + " for a number, or \"" + word + "\" for a text";
    }
    return word.matches("(?i)[+-]?(nan|inf(inity)?)")
        ? "write a number instead of " + word
        : shortened(word) + " must be in quotes: \"" + shortened(word) + "\"";
  }

  static String shortened(String word) {
    return word.length() <= MAX_QUOTED ? word : word.substring(0, MAX_QUOTED) + "…";
  }

  /** The advice for the first of these characters; empty if it could be a part of JSON. */
  static Optional<String> forCharacters(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    char c = text.charAt(0);
    String similar = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
    if (c == '\'' || c == '`') {
      return Optional.of("the quote " + c + " is not possible in JSON; write \" instead");
    }
    if (c == '#' || c == '/') {
      return Optional.of("JSON has no comments; remove this one");
    }
    if (c == '(' || c == ')') {
      return Optional.of("write [ ] around a list, and { } around an object");
    }
    if (similar.startsWith("...") || text.startsWith("...")) {
      return Optional.of("write what the dots stand for, or remove them");
    }
    if (c > '~' && similar.matches("[!-~]")) {
      return Optional.of("write " + similar + " instead of " + c);
    }
    boolean isInvisible =
        Character.isSpaceChar(c)
            || Character.isISOControl(c)
            || Character.getType(c) == Character.FORMAT;
    return isInvisible
        ? Optional.of(String.format("an invisible character (U+%04X) is here; remove it", (int) c))
        : Optional.empty();
  }
}
