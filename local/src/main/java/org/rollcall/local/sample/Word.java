package org.rollcall.local.sample;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name as it is written, and the lower-case letters from a to z that stand for it in a user name
 * or an email address.
 */
record Word(String written, String plain) {

  static final Word EMPTY = new Word("", "");

  Word {
    requireNonNull(written, "written is null");
    if (!plain.matches("[a-z]*")) {
      throw new IllegalArgumentException("not plain: " + plain);
    }
  }

  /**
   * @param entry a Latin name, from which accents are taken off to make it plain; or {@code
   *     written=plain}, where that would not do
   */
  static Word of(String entry) {
    int split = entry.indexOf('=');
    if (split >= 0) {
      return new Word(entry.substring(0, split), entry.substring(split + 1));
    }
    String bare = Normalizer.normalize(entry, Normalizer.Form.NFD).replaceAll("[\\p{M}\\W]", "");
    return new Word(entry, bare.toLowerCase(Locale.ROOT));
  }
}
