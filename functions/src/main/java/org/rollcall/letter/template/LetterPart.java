package org.rollcall.letter.template;

/** The three files of a letter in one language. */
public enum LetterPart {
  SUBJECT("subject.txt"),
  HTML("body.html"),
  TEXT("body.txt");

  private final String file;

  LetterPart(String file) {
    this.file = file;
  }

  public String file() {
    return file;
  }

  /** Whether values are escaped for HTML. */
  public boolean isHtml() {
    return this == HTML;
  }

  /** The file of a shared part that goes into this one, such as {@code header.html}. */
  public String shared(String tag) {
    return tag + (isHtml() ? ".html" : ".txt");
  }
}
