package org.rollcall.letter.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tag of a template, such as {@code {{#user.expiry_date}}}.
 *
 * @param line the line in which it begins, from 1
 * @param start where in the template it begins
 * @param end where what comes after it begins
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
    /** Takes in a shared part. */
    PART,
    COMMENT,
    /** Of Mustache, but not of letters: other delimiters, parents, blocks. */
    FOREIGN,
    /** On more than one line, which only a comment may be. */
    BROKEN,
    /** Opened, and never closed. */
    ENDLESS
  }

  private static final int LONGEST_NAME = 60;

  private static final Map<Character, Kind> KINDS =
      Map.of(
          '#', Kind.SECTION,
          '^', Kind.INVERTED,
          '/', Kind.CLOSE,
          '>', Kind.PART,
          '!', Kind.COMMENT,
          '&', Kind.UNESCAPED,
          '=', Kind.FOREIGN,
          '<', Kind.FOREIGN,
          '$', Kind.FOREIGN);

  /** Every tag of a template, in order. */
  static List<Tag> in(String template) {
    List<Tag> tags = new ArrayList<>();
    int line = 1;
    int seen = 0;
    int open = template.indexOf("{{");
    while (open >= 0) {
      line += lines(template, seen, open);
      seen = open;
      boolean triple = template.startsWith("{{{", open);
      int start = open + (triple ? 3 : 2);
      int next = template.indexOf("{{", start);
      String rest = template.substring(start, next < 0 ? template.length() : next);
      int close = rest.indexOf(triple ? "}}}" : "}}");
      if (close < 0) {
        tags.add(new Tag(Kind.ENDLESS, "", line, open, start));
        open = next;
      } else {
        int end = start + close + (triple ? 3 : 2);
        String content = rest.substring(0, close);
        Kind kind = triple ? Kind.UNESCAPED : kind(content.trim());
        boolean sigil = !triple && kind != Kind.VALUE;
        String name = (sigil ? content.trim().substring(1) : content).trim();
        boolean broken = kind != Kind.COMMENT && content.matches("(?s).*[\\r\\n].*");
        tags.add(new Tag(broken ? Kind.BROKEN : kind, name, line, open, end));
        open = template.indexOf("{{", end);
      }
    }
    return tags;
  }

  private static Kind kind(String content) {
    return content.isEmpty() ? Kind.VALUE : KINDS.getOrDefault(content.charAt(0), Kind.VALUE);
  }

  private static int lines(String text, int start, int end) {
    return (int) text.substring(start, end).chars().filter(c -> c == '\n').count();
  }

  /** The name for a sentence: whoever has pasted a page into a tag sees only its beginning. */
  String shownName() {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }
}
