package org.rollcall.cli.console.inbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces a password in a text, in HTML or in a header. Each of its characters may be written
 * itself, as a character reference of HTML or in percent-encoding, with tags and invisible
 * characters between them. The result is decoded once more in another way; if that finds the
 * password, there is no result.
 */
final class PasswordMask {

  /** Stands for a password, as in the letters of previews. */
  static final String MASK = "••••••••••";

  private static final String INVISIBLE_REFERENCE =
      "&(?:shy|zwnj|zwj|ZeroWidthSpace|NoBreak|#0*(?:173|820[3-7]|8288|65279)"
          + "|#[xX]0*(?i:ad|200[b-f]|2060|feff));?";

  /** What a reader does not see between two characters. */
  private static final String GAP = "(?:<[^<>]{0,500}>|\\p{Cf}|" + INVISIBLE_REFERENCE + ")*+";

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}|" + INVISIBLE_REFERENCE);
  private static final Pattern NUMBER =
      Pattern.compile("&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?");
  private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final int MAX_DECODINGS = 5;

  private final String password;
  private final Pattern pattern;

  PasswordMask(String password) {
    this.password = password;
    pattern =
        Pattern.compile(
            password
                .chars()
                .mapToObj(character -> anyForm((char) character))
                .collect(Collectors.joining(GAP)));
  }

  private static String anyForm(char character) {
    String hex = Integer.toHexString(character);
    String percent =
        "(?:" + reference('%') + "|&percnt;)" + hexDigit(hex.charAt(0)) + hexDigit(hex.charAt(1));
    return "(?:" + reference(character) + "|" + percent + ")";
  }

  private static String hexDigit(char digit) {
    char upperCase = Character.toUpperCase(digit);
    return upperCase == digit
        ? reference(digit)
        : "(?:" + reference(digit) + "|" + reference(upperCase) + ")";
  }

  /** The character itself, or a reference to it by its number. */
  private static String reference(char character) {
    String hex = Integer.toHexString(character).toLowerCase(Locale.ROOT);
    return "(?:"
        + Pattern.quote(String.valueOf(character))
        + "|&#0*"
        + (int) character
        + "(?![0-9]);?|&#[xX]0*(?i:"
        + hex
        + ")(?![0-9a-fA-F]);?)";
  }

  /** Whether a text contains the password in a form that {@link #mask} replaces. */
  boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /** The text with bullets for each password; empty if the text may still contain it. */
  Optional<String> mask(String text) {
    String masked = pattern.matcher(text).replaceAll(MASK);
    return isDecodable(masked) ? Optional.empty() : Optional.of(masked);
  }

  private boolean isDecodable(String text) {
    String decoded = text;
    for (int i = 0; i < MAX_DECODINGS; i++) {
      String visible = INVISIBLE.matcher(TAG.matcher(decoded).replaceAll("")).replaceAll("");
      if (decoded.contains(password) || visible.contains(password)) {
        return true;
      }
      decoded = decode(decoded.replace("&amp;", "&").replace("&percnt;", "%"));
    }
    return false;
  }

  private static String decode(String text) {
    String percent =
        PERCENT
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), 16)));
    return NUMBER.matcher(percent).replaceAll(PasswordMask::decode);
  }

  private static String decode(MatchResult reference) {
    String hex = reference.group(1);
    return Matcher.quoteReplacement(
        hex == null ? character(reference.group(2), 10) : character(hex, 16));
  }

  private static String character(String number, int radix) {
    int codePoint = Integer.parseInt(number, radix);
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
  }
}
