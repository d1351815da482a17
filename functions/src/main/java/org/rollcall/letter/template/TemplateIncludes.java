package org.rollcall.letter.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template in which shared parts are put into their places. It grows no longer than a letter may
 * be: a short template can take in a long header as often as it likes.
 */
final class TemplateIncludes {

  private final String source;
  private final StringBuilder filled = new StringBuilder();

  private TemplateIncludes(String source) {
    this.source = source;
  }

  /**
   * The template filled. A part that is alone on its line takes the line's place, whatever its own
   * last line ends with.
   *
   * @param parts where the parts are taken in, in their order
   * @param texts the parts' texts, by their names; what is not there is nothing
   * @return nothing if it would be longer than {@link LetterTemplate#LONGEST}
   */
  static Optional<String> of(String source, List<Tag> parts, Map<String, String> texts) {
    Map<String, String> lines = new HashMap<>(texts);
    lines.replaceAll((name, text) -> text.replaceFirst("\\R\\z", ""));
    return new TemplateIncludes(source).filled(parts, lines);
  }

  private Optional<String> filled(List<Tag> parts, Map<String, String> texts) {
    int done = 0;
    for (Tag part : parts) {
      int start = startOfLine(part);
      int end = endOfLine(part);
      boolean alone = start >= 0 && end >= 0;
      String text = texts.getOrDefault(part.name(), "");
      filled.append(source, done, alone ? start : part.start()).append(text);
      if (alone && !text.isEmpty() && end > part.end()) {
        filled.append('\n');
      }
      done = alone ? end : part.end();
      if (isTooLong()) {
        return Optional.empty();
      }
    }
    filled.append(source, done, source.length());
    return isTooLong() ? Optional.empty() : Optional.of(filled.toString());
  }

  private boolean isTooLong() {
    return filled.length() > LetterTemplate.LONGEST;
  }

  /** Where a tag's line begins if there are only blanks before it, else -1. */
  private int startOfLine(Tag tag) {
    int start = tag.start();
    while (start > 0 && isBlank(source.charAt(start - 1))) {
      start--;
    }
    return start == 0 || source.charAt(start - 1) == '\n' ? start : -1;
  }

  /** Where the line after a tag's begins if there are only blanks behind it, else -1. */
  private int endOfLine(Tag tag) {
    int end = tag.end();
    while (end < source.length() && (isBlank(source.charAt(end)) || source.charAt(end) == '\r')) {
      end++;
    }
    if (end == source.length()) {
      return end;
    }
    return source.charAt(end) == '\n' ? end + 1 : -1;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
