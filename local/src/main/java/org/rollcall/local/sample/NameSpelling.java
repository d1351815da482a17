package org.rollcall.local.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A name in its own script, and its spelling with the letters a to z for user names and email
 * addresses.
 */
record NameSpelling(String written, String plain) {

  static final NameSpelling EMPTY = new NameSpelling("", "");

  NameSpelling {
    if (!plain.matches("[a-z]*")) {
      throw new IllegalArgumentException("contains other characters than a to z: " + plain);
    }
  }

  /**
   * Parses an entry of a list in {@code communities.json}.
   *
   * @param entry a Latin name, whose plain spelling is formed by removing accents; or {@code
   *     written=plain}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static NameSpelling of(String entry) {
    int split = entry.indexOf('=');
    if (split >= 0) {
      return new NameSpelling(entry.substring(0, split), entry.substring(split + 1));
    }
    String bare = Normalizer.normalize(entry, Normalizer.Form.NFD).replaceAll("[\\p{M}\\W]", "");
    return new NameSpelling(entry, bare.toLowerCase(Locale.ROOT));
  }
}
