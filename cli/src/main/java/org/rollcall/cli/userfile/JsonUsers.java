package org.rollcall.cli.userfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.io.output.UnsynchronizedByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.user.PrimaryId;

/**
 * Reads users in Alma's REST JSON: users, lists, and objects that contain these, such as {@code
 * {"user": [ … ]}}. If every line is a text of its own, an invalid line does not affect the others.
 */
final class JsonUsers implements UserReader {

  private final String file;
  private final BufferedInputStream in;
  private final UserSink sink;
  private int linesBefore;
  private int line = 1;
  private int count;

  /** The last user in the current text; empty if there is none. */
  private String lastUser = "";

  private boolean isInLastUser;
  private String stoppedAt = "";

  JsonUsers(String file, BufferedInputStream in, UserSink sink) {
    this.file = file;
    this.in = in;
    this.sink = sink;
  }

  @Override
  public String place() {
    return file + " line " + line + stoppedAt;
  }

  @Override
  public void read() throws IOException {
    if (isLines()) {
      readLines();
    } else {
      readText(in);
    }
  }

  /**
   * Whether every line is a text, according to the file's name or because the first line is an
   * object. UTF-16 and UTF-32 are not read by line, because lines are split before they are
   * decoded.
   */
  private boolean isLines() throws IOException {
    in.mark(UserFile.MAX_RECORD_LENGTH);
    String head =
        new String(in.readNBytes(UserFile.MAX_RECORD_LENGTH), StandardCharsets.ISO_8859_1);
    in.reset();
    String name = file.toLowerCase(Locale.ROOT);
    return head.indexOf('\0') < 0
        && (name.endsWith(".jsonl")
            || name.endsWith(".ndjson")
            || isObject(head.split("\n", 2)[0].getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static boolean isObject(byte[] text) {
    try {
      return Json.MAPPER.readTree(text).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private void readLines() throws IOException {
    for (byte[] text = readLine(); text != null; text = readLine()) {
      line = linesBefore + 1;
      try {
        if (text.length > UserFile.MAX_RECORD_LENGTH) {
          throw new InvalidTextException(UserFileError.RECORD_TOO_LONG);
        }
        readText(new ByteArrayInputStream(text));
      } catch (InvalidTextException e) {
        sink.notLoaded(e.toFault(place()));
      }
      linesBefore++;
    }
  }

  /** The next line, truncated if it is too long; null at the end. */
  private byte @Nullable [] readLine() throws IOException {
    // Java's stream has locks, which take longer than reading a byte.
    var text = UnsynchronizedByteArrayOutputStream.builder().get();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (text.size() <= UserFile.MAX_RECORD_LENGTH) {
        text.write(next);
      }
    }
    return text.toByteArray();
  }

  private void readText(InputStream text) throws IOException {
    lastUser = "";
    stoppedAt = "";
    JsonCursor json = new JsonCursor(text);
    try {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          readList(json);
        } else {
          readValue(json, "");
        }
      }
    } catch (JsonProcessingException e) {
      stop();
      throw json.translate(e);
    } catch (CharConversionException e) {
      stop();
      throw new InvalidTextException(UserFileError.RECORD_NOT_UTF8);
    } finally {
      line = linesBefore + json.line();
    }
  }

  private void stop() {
    stoppedAt = lastUser.isEmpty() ? "" : (isInLastUser ? ", in " : ", after ") + lastUser;
  }

  private void readList(JsonCursor json) throws IOException {
    json.endRecord();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      count++;
      readValue(json, " (record " + count + ")");
    }
  }

  /**
   * Reads a user, or an object with users. Anything else is not a record.
   *
   * @param number the record's number in its list; empty if the value is not in a list
   */
  private void readValue(JsonCursor json, String number) throws IOException {
    line = linesBefore + json.line();
    String place = place() + number;
    boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
    JsonStreamContext outer =
        json.currentToken().isStructStart()
            ? json.getParsingContext().getParent()
            : json.getParsingContext();
    json.startRecord();
    try {
      if (isObject) {
        readObject(json, place, number.isEmpty());
      } else {
        sink.record(place, json.readValue(), json.recordLength());
      }
    } catch (InvalidRecordException e) {
      sink.notLoaded(e.toFault(place));
      json.skipTo(outer);
    }
    isInLastUser = false;
    json.endRecord();
  }

  private void readObject(JsonCursor json, String place, boolean mayBeContainer)
      throws IOException {
    ObjectNode user = Json.MAPPER.createObjectNode();
    boolean hasUsers = false;
    String name = "";
    try {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        name = json.currentName();
        JsonToken value = json.nextToken();
        if (value.isStructStart()
            && JsonContainer.LISTS.contains(name)
            && !user.has("primary_id")) {
          hasUsers = true;
          readUsers(json, value);
        } else if (user.replace(name, json.readValue()) != null) {
          throw new InvalidRecordException(
              UserFileError.RECORD_NOT_JSON, "Duplicate field '" + name + "'");
        }
        if (name.equals("primary_id")) {
          startUser(PrimaryId.of(user.path(name).asText()));
        }
      }
    } catch (InvalidRecordException e) {
      if (mayBeContainer && e.hasCode(UserFileError.RECORD_TOO_LONG)) {
        JsonContainer.requireRecord(user.putNull(name));
      }
      throw e;
    }
    if (!hasUsers) {
      if (mayBeContainer) {
        JsonContainer.requireRecord(user);
      }
      sink.record(place, user, json.recordLength());
    }
  }

  private void startUser(PrimaryId id) {
    if (id.isValid()) {
      lastUser = id.toString();
      isInLastUser = true;
    }
  }

  private void readUsers(JsonCursor json, JsonToken start) throws IOException {
    if (start == JsonToken.START_ARRAY) {
      readList(json);
    } else {
      readValue(json, "");
    }
    json.startRecord();
  }
}
