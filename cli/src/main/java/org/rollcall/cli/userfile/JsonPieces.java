package org.rollcall.cli.userfile;

/** A value put together again from the pieces that it was read in, each on the line it was on. */
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
        piece.isTooLong() || text.length() + piece.text().length() > UserFile.LONGEST_RECORD;
    if (isTooLong) {
      return;
    }
    for (; lastLine < piece.line() && text.length() < UserFile.LONGEST_RECORD; lastLine++) {
      text.append('\n');
    }
    text.append(piece.text());
    lastLine += (int) piece.text().chars().filter(c -> c == '\n').count();
  }

  JsonText.Value value() {
    return new JsonText.Value(text.toString(), line, true, isTooLong);
  }
}
