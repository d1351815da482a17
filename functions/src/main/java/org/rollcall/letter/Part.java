package org.rollcall.letter;

/** The three files of a letter in one language. */
enum Part {
  SUBJECT("subject.txt", false),
  HTML("body.html", true),
  TEXT("body.txt", false);

  private final String file;
  private final boolean escaped;

  Part(String file, boolean escaped) {
    this.file = file;
    this.escaped = escaped;
  }

  String file() {
    return file;
  }

  /** Whether values are escaped for HTML. */
  boolean isEscaped() {
    return escaped;
  }
}
