package org.rollcall.change.list;

import java.util.Locale;

/** Searches texts in notes. See D-044. */
final class TextSearch {

  private TextSearch() {}

  /** Whether a text contains a part. Upper and lower case are equal. */
  static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
