package org.rollcall.cli.console.web;

import java.util.regex.Pattern;

/**
 * The HTML of a letter for the attribute {@code srcdoc} of a frame with {@code sandbox}. The frame
 * runs no script and has no origin. The policy at the start of the document forbids everything that
 * the letter could load; a letter cannot loosen it. See D-180.
 */
public final class LetterFrame {

  /** The maximum length of a shown letter in characters. */
  private static final int MAX_LENGTH = 2_000_000;

  /** A browser looks up or connects to the hosts of some links before any policy applies. */
  private static final Pattern LINK = Pattern.compile("<(/?)link\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern DARK = query("dark");
  private static final Pattern LIGHT = query("light");
  private static final String ALWAYS = "min-width:0";
  private static final String NEVER = "max-width:0";

  private LetterFrame() {}

  private static Pattern query(String scheme) {
    return Pattern.compile(
        "(?<=\\(\\s{0,9})prefers-color-scheme\\s*:\\s*" + scheme + "(?=\\s*\\))",
        Pattern.CASE_INSENSITIVE);
  }

  /**
   * Prepares a letter.
   *
   * @param isDark whether it is shown as a mail program with a dark theme shows it
   * @param hasImages whether images that the letter itself contains are shown. Others never are
   */
  public static String of(String letter, boolean isDark, boolean hasImages) {
    String html = letter.substring(0, Math.min(letter.length(), MAX_LENGTH));
    html = LINK.matcher(html).replaceAll("<$1removed-link");
    html = DARK.matcher(html).replaceAll(isDark ? ALWAYS : NEVER);
    html = LIGHT.matcher(html).replaceAll(isDark ? NEVER : ALWAYS);
    String scheme = isDark ? "dark" : "light";
    return "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        + " style-src 'unsafe-inline'; img-src "
        + (hasImages ? "data:" : "'none'")
        + "; form-action 'none'; base-uri 'none'\"><meta http-equiv=\"x-dns-prefetch-control\""
        + " content=\"off\"><meta name=\"referrer\" content=\"no-referrer\"><meta"
        + " name=\"color-scheme\" content=\""
        + scheme
        + "\"><style>:root{color-scheme:"
        + scheme
        + " !important}</style>"
        + html;
  }
}
