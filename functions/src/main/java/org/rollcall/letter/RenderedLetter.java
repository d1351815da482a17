package org.rollcall.letter;

/**
 * A letter as its recipient sees it.
 *
 * @param language the language's code in lower case, such as {@code fr-ca}
 */
public record RenderedLetter(String language, String subject, String html, String text) {
  /** Contains no personal data. */
  @Override
  public String toString() {
    return "letter in " + language;
  }
}
