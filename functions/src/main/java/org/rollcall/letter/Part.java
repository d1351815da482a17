package org.rollcall.letter;

/** The three files of a letter in one language. */
enum Part {
  SUBJECT("subject.txt"),
  HTML("body.html"),
  TEXT("body.txt");

  private final String file;

  Part(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /** Whether values are escaped for HTML. */
  boolean isHtml() {
    return this == HTML;
  }

  /** The file of a shared part that goes into this one, such as {@code header.html}. */
  String shared(String tag) {
    return tag + (isHtml() ? ".html" : ".txt");
  }
}
