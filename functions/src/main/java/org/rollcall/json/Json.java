package org.rollcall.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.error.Faults;

/**
 * Reads and writes JSON with snake-case keys. Rejects unknown properties, duplicate keys, and
 * records that lack a component which is not an {@code Optional}.
 */
public final class Json {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /** The value as compact JSON text. */
  public static String text(Object value) {
    return text(MAPPER.writer(), value);
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value as compact JSON in UTF-8. */
  public static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The value as indented JSON with a final newline, in UTF-8. */
  public static byte[] pretty(Object value) {
    return (text(MAPPER.writerWithDefaultPrettyPrinter(), value) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a value that Rollcall has written.
   *
   * @throws UncheckedIOException if the bytes are not a valid value of the type
   */
  public static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return MAPPER.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a JSON value that a person has written; empty, with an error added, if it is not valid.
   *
   * @param file the name of the file, for the error
   */
  public static Optional<JsonNode> read(String file, byte[] content, Faults faults) {
    try {
      JsonNode value = MAPPER.readTree(content);
      return value.isMissingNode()
          ? faults.add(file, InputError.NOT_JSON, "the text is empty")
          : Optional.of(value);
    } catch (JsonProcessingException e) {
      JsonProblem problem = JsonProblem.of(content, e);
      return faults.add(file + " " + problem.place(), InputError.NOT_JSON, problem.message());
    } catch (IOException e) {
      return faults.add(file, InputError.NOT_JSON, "the text is not UTF-8; save the file as UTF-8");
    }
  }

  /** Whether bytes are a JSON object or a JSON array. */
  public static boolean isContainer(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes).isContainerNode();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a node has a value: it is not missing, null, blank text, or an empty container. */
  public static boolean isFilled(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return false;
    }
    return node.isTextual()
        ? !node.textValue().isBlank()
        : !node.isContainerNode() || !node.isEmpty();
  }
}
