package org.rollcall.change.list;

import java.util.Locale;

/** How a text is looked for in notes. */
final class TextSearch {

  private TextSearch() {}

  /** Whether a text has a part in it, in upper or lower case. */
  static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
