package org.rollcall.cli.userfile;

/** Joins a value that was read in pieces. Each piece stays on its line of the file. */
final class JsonPieces {

  private final StringBuilder text = new StringBuilder();
  private final int line;
  private int lastLine;
  private boolean isTooLong;

  JsonPieces(int line) {
    this.line = line;
    this.lastLine = line;
  }

  void add(JsonText.Value piece) {
    isTooLong |=
        piece.isTooLong() || text.length() + piece.text().length() > UserFile.MAX_RECORD_LENGTH;
    if (isTooLong) {
      return;
    }
    for (; lastLine < piece.line() && text.length() < UserFile.MAX_RECORD_LENGTH; lastLine++) {
      text.append('\n');
    }
    text.append(piece.text());
    lastLine += (int) piece.text().chars().filter(c -> c == '\n').count();
  }

  JsonText.Value value() {
    return new JsonText.Value(text.toString(), line, true, isTooLong);
  }
}
