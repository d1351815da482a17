package org.rollcall.cli.userfile;

import static org.rollcall.cli.userfile.UserFile.REST_NOT_READ;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Locale;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;

/** Reads users in Alma's REST JSON: one user, a list, {@code {"user": [ … ]}}, or one per line. */
final class JsonUsers implements UserReader {

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
      requireEnd();
    }
  }

  /**
   * Whether every line is a record, according to the file's name or because the first line is one.
   */
  private boolean isLines() throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(".jsonl")
        || name.endsWith(".ndjson")
        || text.peekFirstOfSeveralLines().filter(JsonUsers::isObject).isPresent();
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
      JsonText.Value line = text.readLine();
      record(place(line.line()), line);
    }
  }

  /**
   * Reads a list.
   *
   * @return whether the end was found
   */
  private boolean readList() throws IOException {
    text.skip();
    if (text.peek() == ']') {
      text.skip();
      return true;
    }
    while (true) {
      JsonText.Value value = text.readValue();
      count++;
      String place = place(value.line()) + " (record " + count + ")";
      if (!value.isComplete()) {
        stop(place, UserFileError.JSON_INCOMPLETE);
        return false;
      }
      record(place, value);
      int next = text.peek();
      if (next != ',' && next != ']') {
        stop(place(), UserFileError.JSON_COMMA_MISSING, count);
        return false;
      }
      text.skip();
      if (next == ']') {
        return true;
      }
      if (text.peek() == ']') {
        stop(place(), UserFileError.JSON_RECORD_MISSING);
        return false;
      }
    }
  }

  /**
   * Reads one user, or Alma's object with a list of users and their number.
   *
   * @return whether the end was found
   */
  private boolean readObject() throws IOException {
    JsonPieces user = new JsonPieces(text.line());
    boolean isList = false;
    String last = "";
    String secondLast = "";
    for (int c = text.peek(); c >= 0 && !last.equals("}"); c = text.peek()) {
      if (c == '[' && last.equals(":") && secondLast.equals("\"user\"")) {
        isList = true;
        if (!readList()) {
          return false;
        }
      } else {
        JsonText.Value piece = isPunctuation(c, last) ? text.readPunctuation() : text.readValue();
        user.add(piece);
        secondLast = last;
        last = piece.text();
      }
    }
    if (!isList) {
      record(place(user.value().line()), user.value());
    } else if (!last.equals("}")) {
      sink.notLoaded(Fault.of(place(), UserFileError.JSON_INCOMPLETE));
    }
    return true;
  }

  /**
   * Whether a character is punctuation of the object itself, and not the start of a value in it.
   */
  private static boolean isPunctuation(int c, String last) {
    return c == '}' || c == ',' || c == ':' || (c == '{' && last.isEmpty());
  }

  private void record(String place, JsonText.Value value) {
    if (value.isTooLong()) {
      String limit = String.format(Locale.ROOT, "%,d", UserFile.MAX_RECORD_LENGTH);
      sink.notLoaded(Fault.of(place, UserFileError.RECORD_TOO_LONG, limit));
    } else if (!value.isValidText()) {
      sink.notLoaded(Fault.of(place, UserFileError.RECORD_NOT_UTF8));
    } else {
      parse(place, value);
    }
  }

  private void parse(String place, JsonText.Value value) {
    try {
      sink.record(place, Json.MAPPER.readTree(value.text()), value.text().length());
    } catch (JsonProcessingException e) {
      int line = value.line() + JsonErrors.line(e) - 1;
      sink.notLoaded(JsonErrors.translate(line == value.line() ? place : place(line), e));
    }
  }

  private void requireEnd() throws IOException {
    if (text.peek() >= 0) {
      stop(place(), UserFileError.JSON_TRAILING_CONTENT);
    }
  }

  private void stop(String place, ErrorCode code, Object... values) {
    sink.notLoaded(new Fault(code.name(), place, code.message(values) + REST_NOT_READ));
  }
}
