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

  /**
   * The file of the shared part for this part, such as {@code header.html}.
   *
   * @param name the shared part's name, such as {@code header}
   */
  public String sharedFile(String name) {
    return name + (isHtml() ? ".html" : ".txt");
  }
}
