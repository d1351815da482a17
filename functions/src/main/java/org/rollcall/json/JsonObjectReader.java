package org.rollcall.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.error.Faults;

/** Reads files of JSON. */
public final class JsonObjectReader {

  private JsonObjectReader() {}

  /**
   * Reads a JSON object; empty, with an error added, if the file is not a JSON object.
   *
   * @param file the file's name, the first part of the paths of all errors
   */
  public static Optional<Fields> read(String file, byte[] content, Faults faults) {
    return tree(file, content, faults).flatMap(node -> Fields.of(node, file + ":", faults));
  }

  /** Reads any JSON value; empty, with an error added, if the file is not valid JSON. */
  public static Optional<JsonNode> tree(String file, byte[] content, Faults faults) {
    try {
      return Optional.of(Json.MAPPER.readTree(content));
    } catch (JsonProcessingException e) {
      faults.add(file + line(e.getLocation()), InputError.NOT_JSON);
    } catch (IOException e) {
      faults.add(file, InputError.NOT_JSON);
    }
    return Optional.empty();
  }

  private static String line(@Nullable JsonLocation location) {
    return location == null ? "" : " line " + location.getLineNr();
  }
}
