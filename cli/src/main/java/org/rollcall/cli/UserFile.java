package org.rollcall.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.json.Json;

/**
 * Reads files of users in Alma's REST JSON, one record at a time whatever the file's size: one
 * user, a list, {@code {"user": [ … ]}}, or JSON Lines.
 */
final class UserFile {

  /** How much of a file is looked at to tell its form, in characters. */
  private static final int GLANCE = 1 << 20;

  /** Reads one record of many: what follows it is the next one's business. */
  private static final ObjectReader RECORDS =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final Sink sink;
  private int count;

  private UserFile(Path file, Sink sink) {
    this.file = file;
    this.sink = sink;
  }

  /** Takes what is found. */
  interface Sink {

    /**
     * A record.
     *
     * @param place the file and where in it
     */
    void record(String place, JsonNode record);

    /** Something that is not a record. */
    void unreadable(String place, String reason);
  }

  static void read(Path file, Sink sink) {
    UserFile users = new UserFile(file, sink);
    try {
      if (users.isLines()) {
        users.readLines();
      } else {
        users.readDocument();
      }
    } catch (MalformedInputException e) {
      sink.unreadable(file.toString(), "it is not UTF-8 text");
    } catch (IOException e) {
      sink.unreadable(file.toString(), "it cannot be read");
    }
  }

  /** Whether every line is a record of its own. */
  private boolean isLines() throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return true;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      Optional<String> first = firstFilled(reader).map(UserFile::withoutMark);
      return first.filter(this::isObject).isPresent() && firstFilled(reader).isPresent();
    } catch (MalformedInputException e) {
      return false;
    }
  }

  private static Optional<String> firstFilled(BufferedReader reader) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isBlank()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private boolean isObject(String line) {
    try {
      return line.length() < GLANCE && Json.MAPPER.readTree(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void readLines() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String place = file + " line " + number;
        if (line.isBlank()) {
          continue;
        }
        try {
          sink.record(place, Json.MAPPER.readTree(number == 1 ? withoutMark(line) : line));
        } catch (JsonProcessingException e) {
          sink.unreadable(place, "it is not JSON: " + e.getOriginalMessage());
        }
      }
    }
  }

  /** A byte order mark at the start of a file is no part of its text. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void readDocument() throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = Json.MAPPER.createParser(in)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        sink.unreadable(file.toString(), "it is empty");
      } else if (first == JsonToken.START_ARRAY) {
        readList(parser);
        readEnd(parser);
      } else if (first == JsonToken.START_OBJECT) {
        readObject(parser);
        readEnd(parser);
      } else {
        sink.unreadable(file.toString(), "it holds no users");
      }
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      sink.unreadable(
          file + (where == null ? "" : " line " + where.getLineNr()),
          "it is not JSON from here on: " + e.getOriginalMessage());
    }
  }

  private void readList(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      count++;
      int line = parser.currentTokenLocation().getLineNr();
      JsonNode record = RECORDS.readTree(parser);
      sink.record(file + " line " + line + " (record " + count + ")", record);
    }
  }

  /** One user, or Alma's list of users with the number of them beside it. */
  private void readObject(JsonParser parser) throws IOException {
    ObjectNode user = Json.MAPPER.createObjectNode();
    boolean isList = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("user")) {
        isList = true;
        readList(parser);
      } else {
        user.set(name, RECORDS.<JsonNode>readTree(parser));
      }
    }
    if (!isList) {
      sink.record(file + " line 1", user);
    }
  }

  private void readEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      int line = parser.currentTokenLocation().getLineNr();
      sink.unreadable(file + " line " + line, "it goes on after its end; nothing more was read");
    }
  }
}
