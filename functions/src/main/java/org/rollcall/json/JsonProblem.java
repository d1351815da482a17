package org.rollcall.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a text is not valid JSON, for the person who wrote it.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param message what is wrong and what to do, in lower case and without a full stop
 */
public record JsonProblem(int line, int column, String message) {

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  /** The problem for which Jackson has refused a text. */
  public static JsonProblem of(byte[] content, JsonProcessingException refusal) {
    JsonLocation location = refusal.getLocation();
    int line = location == null ? 1 : Math.max(1, location.getLineNr());
    int column = location == null ? 1 : Math.max(1, location.getColumnNr());
    Optional<String> text = decode(content);
    if (text.isEmpty()) {
      return new JsonProblem(line, column, "the text is not UTF-8; save the file as UTF-8");
    }
    Matcher duplicate = DUPLICATE.matcher(refusal.getOriginalMessage());
    return JsonSyntax.firstProblem(text.get())
        .orElseGet(
            () ->
                new JsonProblem(
                    line,
                    column,
                    duplicate.lookingAt()
                        ? "the key \"" + duplicate.group(1) + "\" occurs twice; remove one of them"
                        : refusal.getOriginalMessage()));
  }

  private static Optional<String> decode(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The place, such as {@code line 4, column 3}. */
  public String place() {
    return "line " + line + ", column " + column;
  }
}
