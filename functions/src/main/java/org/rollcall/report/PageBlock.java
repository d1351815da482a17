package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.rollcall.json.Json;

/**
 * JSON in the report's page, as one line: a script element that no browser runs. Its text is
 * compressed JSON in Base64, so that no value can end the element. See D-179.
 */
enum PageBlock {
  /** The columns of some members, by name. */
  ROWS("rows"),
  /** For each member of the block of rows before it: the values before and after each field. */
  VALUES("values");

  private static final String END = "</script>";

  private final String start;

  PageBlock(String kind) {
    this.start = "<script type=\"text/plain\" class=\"" + kind + "\">";
  }

  /** The line, with its line break. */
  byte[] line(JsonNode json) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream output = new DeflaterOutputStream(compressed, deflater)) {
      output.write(Json.bytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return (start + Base64.getEncoder().encodeToString(compressed.toByteArray()) + END + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The JSON of a line, which has no line break; empty if it is not a block of this kind.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  Optional<JsonNode> read(String line) {
    if (!line.startsWith(start) || !line.endsWith(END)) {
      return Optional.empty();
    }
    byte[] compressed =
        Base64.getDecoder().decode(line.substring(start.length(), line.length() - END.length()));
    try (InflaterInputStream input =
        new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return Optional.of(Json.read(input.readAllBytes(), JsonNode.class));
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("a block of the report's page is damaged", e);
    }
  }
}
