package org.rollcall.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.error.Faults;

/** Reads a file that is to be one JSON object. */
public final class JsonObjectReader {

  private JsonObjectReader() {}

  /**
   * The file's fields.
   *
   * @param file the file's name, with which the paths of all its faults begin
   * @return nothing, and a fault noted, if it is no JSON object
   */
  public static Optional<Fields> read(String file, byte[] content, Faults faults) {
    return tree(file, content, faults).flatMap(node -> Fields.of(node, file + ":", faults));
  }

  /** What a file of JSON holds; nothing, and a fault noted, if it is not JSON. */
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
