package org.rollcall.letter.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts that all letters of an institution can include, such as {@code {{>header}}}. */
enum SharedPart {
  HEADER("header"),
  FOOTER("footer");

  private final String tag;

  SharedPart(String tag) {
    this.tag = tag;
  }

  /** Finds a part by its name in templates. */
  static Optional<SharedPart> find(String tag) {
    return Arrays.stream(values()).filter(part -> part.tag.equals(tag)).findFirst();
  }

  /** The names in templates. */
  static List<String> tags() {
    return Arrays.stream(values()).map(part -> part.tag).toList();
  }
}
