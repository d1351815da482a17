package org.rollcall.cli.userfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Locale;
import org.rollcall.json.Json;

/** Users in Alma's REST JSON: one, a list, {@code {"user": [ … ]}}, or one a line. */
final class JsonUsers implements UserReader {

  private static final String REST = "; nothing from here on was read";

  private final String file;
  private final JsonText text;
  private final UserSink sink;
  private int count;

  JsonUsers(String file, JsonText text, UserSink sink) {
    this.file = file;
    this.text = text;
    this.sink = sink;
  }

  @Override
  public String place() {
    return place(text.line());
  }

  private String place(int line) {
    return file + " line " + line;
  }

  @Override
  public void read() throws IOException {
    boolean isList = text.peek() == '[';
    if (!isList && isLines()) {
      readLines();
    } else if (isList ? readList() : readObject()) {
      readEnd();
    }
  }

  /** Whether every line is a record of its own: the name says so, or the first line is one. */
  private boolean isLines() throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl")
        || name.endsWith(".ndjson")
        || text.lineOfSeveral().filter(JsonUsers::isObject).isPresent();
  }

  private static boolean isObject(String line) {
    try {
      return Json.MAPPER.readTree(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void readLines() throws IOException {
    while (text.peek() >= 0) {
      JsonText.Value line = text.restOfLine();
      record(place(line.line()), line);
    }
  }

  /** Whether it came to its end. */
  private boolean readList() throws IOException {
    text.take();
    if (text.peek() == ']') {
      text.take();
      return true;
    }
    while (true) {
      JsonText.Value value = text.value();
      count++;
      String place = place(value.line()) + " (record " + count + ")";
      if (!value.isWhole()) {
        sink.unreadable(place, "it is not JSON: it has no end" + REST);
        return false;
      }
      record(place, value);
      int next = text.peek();
      if (next != ',' && next != ']') {
        sink.unreadable(
            place(), "it is not JSON: a comma or ] is missing after record " + count + REST);
        return false;
      }
      text.take();
      if (next == ']') {
        return true;
      }
      if (text.peek() == ']') {
        sink.unreadable(place(), "it is not JSON: no record follows the comma" + REST);
        return false;
      }
    }
  }

  /** One user, or Alma's list of users with the number of them beside it. */
  private boolean readObject() throws IOException {
    JsonPieces user = new JsonPieces(text.line());
    boolean isList = false;
    String last = "";
    String lastButOne = "";
    for (int c = text.peek(); c >= 0 && !last.equals("}"); c = text.peek()) {
      if (c == '[' && last.equals(":") && lastButOne.equals("\"user\"")) {
        isList = true;
        if (!readList()) {
          return false;
        }
      } else {
        JsonText.Value piece = isMark(c, last) ? text.mark() : text.value();
        user.add(piece);
        lastButOne = last;
        last = piece.text();
      }
    }
    if (!isList) {
      record(place(user.value().line()), user.value());
    } else if (!last.equals("}")) {
      sink.unreadable(place(), "it is not JSON: it has no end");
    }
    return true;
  }

  /** Whether a character belongs to the object itself, and does not begin a value in it. */
  private static boolean isMark(int c, String last) {
    return c == '}' || c == ',' || c == ':' || (c == '{' && last.isEmpty());
  }

  private void record(String place, JsonText.Value value) {
    if (value.isTooLong()) {
      sink.unreadable(
          place,
          String.format(Locale.ROOT, "it is longer than %,d characters", UserFile.LONGEST_RECORD));
    } else if (!value.isText()) {
      sink.unreadable(place, "it is not UTF-8 text");
    } else {
      parse(place, value);
    }
  }

  private void parse(String place, JsonText.Value value) {
    try {
      sink.record(place, Json.MAPPER.readTree(value.text()), value.text().length());
    } catch (JsonProcessingException e) {
      int line = value.line() + JsonErrors.line(e) - 1;
      sink.unreadable(line == value.line() ? place : place(line), JsonErrors.of(e));
    }
  }

  private void readEnd() throws IOException {
    if (text.peek() >= 0) {
      sink.unreadable(place(), "it goes on after its end" + REST);
    }
  }
}
