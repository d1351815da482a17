package org.rollcall.letter.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inserts shared parts into a template. The length of the result is limited, since a short template
 * can include a long header many times.
 */
final class TemplateIncludes {

  private final String source;
  private final StringBuilder result = new StringBuilder();

  private TemplateIncludes(String source) {
    this.source = source;
  }

  /**
   * The template with its parts inserted. A tag that is alone on its line is replaced together with
   * the line, whether or not the part ends with a line break.
   *
   * @param tags the tags to replace, in order
   * @param texts the parts by name; a missing part is inserted as empty
   * @return empty if the result would be longer than {@link LetterTemplate#MAX_LENGTH}
   */
  static Optional<String> insert(String source, List<Tag> tags, Map<String, String> texts) {
    Map<String, String> lines = new HashMap<>(texts);
    lines.replaceAll((name, text) -> text.replaceFirst("\\R\\z", ""));
    return new TemplateIncludes(source).insert(tags, lines);
  }

  private Optional<String> insert(List<Tag> tags, Map<String, String> texts) {
    int copied = 0;
    for (Tag tag : tags) {
      int start = startOfLine(tag);
      int end = endOfLine(tag);
      boolean isAloneOnLine = start >= 0 && end >= 0;
      String text = texts.getOrDefault(tag.name(), "");
      result.append(source, copied, isAloneOnLine ? start : tag.start()).append(text);
      if (isAloneOnLine && !text.isEmpty() && end > tag.end()) {
        result.append('\n');
      }
      copied = isAloneOnLine ? end : tag.end();
      if (isTooLong()) {
        return Optional.empty();
      }
    }
    result.append(source, copied, source.length());
    return isTooLong() ? Optional.empty() : Optional.of(result.toString());
  }

  private boolean isTooLong() {
    return result.length() > LetterTemplate.MAX_LENGTH;
  }

  /** The start of a tag's line if there are only blanks before the tag, otherwise -1. */
  private int startOfLine(Tag tag) {
    int start = tag.start();
    while (start > 0 && isBlank(source.charAt(start - 1))) {
      start--;
    }
    return start == 0 || source.charAt(start - 1) == '\n' ? start : -1;
  }

  /** The start of the next line if there are only blanks after the tag, otherwise -1. */
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
