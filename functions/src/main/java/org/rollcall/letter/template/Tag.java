package org.rollcall.letter.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tag of a template, such as {@code {{#user.expiry_date}}}.
 *
 * @param line the line in which the tag starts, from 1
 * @param start the index of the tag's first character in the template
 * @param end the index after the tag's last character
 */
public record Tag(Kind kind, String name, int line, int start, int end) {

  /** What a tag does. */
  enum Kind {
    VALUE,
    /** A value that is not escaped: in three braces, or with an ampersand. */
    UNESCAPED,
    SECTION,
    INVERTED,
    CLOSE,
    /** Includes a shared part. */
    INCLUDE,
    COMMENT,
    /** A tag of Mustache that letters do not support: other delimiters, parents, blocks. */
    UNSUPPORTED,
    /** A tag with a line break. Only comments may have one. */
    WITH_LINE_BREAK,
    /** A tag without its closing braces. */
    NOT_CLOSED
  }

  private static final int MAX_SHOWN_LENGTH = 60;

  private static final Map<Character, Kind> KINDS =
      Map.of(
          '#', Kind.SECTION,
          '^', Kind.INVERTED,
          '/', Kind.CLOSE,
          '>', Kind.INCLUDE,
          '!', Kind.COMMENT,
          '&', Kind.UNESCAPED,
          '=', Kind.UNSUPPORTED,
          '<', Kind.UNSUPPORTED,
          '$', Kind.UNSUPPORTED);

  /** All tags of a template, in order. */
  static List<Tag> findAll(String template) {
    List<Tag> tags = new ArrayList<>();
    int line = 1;
    int counted = 0;
    int open = template.indexOf("{{");
    while (open >= 0) {
      line += lineBreaks(template, counted, open);
      counted = open;
      boolean triple = template.startsWith("{{{", open);
      int start = open + (triple ? 3 : 2);
      int next = template.indexOf("{{", start);
      String rest = template.substring(start, next < 0 ? template.length() : next);
      int close = rest.indexOf(triple ? "}}}" : "}}");
      if (close < 0) {
        tags.add(new Tag(Kind.NOT_CLOSED, "", line, open, start));
        open = next;
      } else {
        int end = start + close + (triple ? 3 : 2);
        String content = rest.substring(0, close);
        Kind kind = triple ? Kind.UNESCAPED : kind(content.trim());
        boolean hasSigil = !triple && kind != Kind.VALUE;
        String name = (hasSigil ? content.trim().substring(1) : content).trim();
        boolean hasLineBreak = content.matches("(?s).*[\\r\\n].*");
        tags.add(
            new Tag(
                hasLineBreak && kind != Kind.COMMENT ? Kind.WITH_LINE_BREAK : kind,
                name,
                line,
                open,
                end));
        open = template.indexOf("{{", end);
      }
    }
    return tags;
  }

  private static Kind kind(String content) {
    return content.isEmpty() ? Kind.VALUE : KINDS.getOrDefault(content.charAt(0), Kind.VALUE);
  }

  private static int lineBreaks(String text, int start, int end) {
    return (int) text.substring(start, end).chars().filter(c -> c == '\n').count();
  }

  /** The name for an error message, shortened: a whole page may have been pasted into a tag. */
  String shownName() {
    return name.length() > MAX_SHOWN_LENGTH ? name.substring(0, MAX_SHOWN_LENGTH) + "…" : name;
  }
}
