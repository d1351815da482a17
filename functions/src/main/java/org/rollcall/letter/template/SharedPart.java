package org.rollcall.letter.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What all letters of an institution may have in common: {@code {{>header}}}. */
enum SharedPart {
  HEADER("header"),
  FOOTER("footer");

  private final String tag;

  SharedPart(String tag) {
    this.tag = tag;
  }

  /** The name by which templates take it in. */
  String tag() {
    return tag;
  }

  static Optional<SharedPart> of(String tag) {
    return Arrays.stream(values()).filter(part -> part.tag.equals(tag)).findFirst();
  }

  static List<String> tags() {
    return Arrays.stream(values()).map(SharedPart::tag).toList();
  }
}
