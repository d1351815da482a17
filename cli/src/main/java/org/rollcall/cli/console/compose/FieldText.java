package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.rollcall.json.InputShape.ValueShape;
import org.rollcall.json.InputShape.ValueType;
import org.rollcall.json.Json;

/**
 * Values of an input as texts of form fields, and back. A value is shown only if its text becomes
 * the same value again. So a form cannot alter what it does not show.
 */
final class FieldText {

  private FieldText() {}

  /**
   * The text of a value; no text for a missing one.
   *
   * @return empty if a field cannot show the value
   */
  static Optional<String> of(JsonNode node, ValueShape value) {
    if (node.isMissingNode()) {
      return Optional.of("");
    }
    String text = node.isTextual() ? node.textValue() : node.toString();
    return Optional.of(text)
        .filter(FieldText::canBeSent)
        .filter(shown -> value.type() == ValueType.TEXT || shown.indexOf('\n') < 0)
        .filter(shown -> parse(shown, value).equals(node));
  }

  /** Browsers replace other line breaks, and unpaired surrogates. */
  private static boolean canBeSent(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                (Character.isISOControl(c) && c != '\n' && c != '\t')
                    || Character.getType(c) == Character.SURROGATE);
  }

  /**
   * The value of a text. A text that is none of the type becomes text, so that the reader of the
   * input reports it.
   *
   * @return a missing node for an empty text
   */
  static JsonNode parse(String text, ValueShape value) {
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    return switch (value.type()) {
      case FLAG ->
          text.equals("true") || text.equals("false")
              ? BooleanNode.valueOf(text.equals("true"))
              : TextNode.valueOf(text);
      case COUNT, PERCENT -> number(text.strip());
      default -> TextNode.valueOf(text);
    };
  }

  /** What a user means by a text that was typed: a day in another format is that day. */
  static String typed(String text, ValueShape value) {
    return value.type() == ValueType.DATE ? TypedDay.iso(text).orElse(text) : text;
  }

  private static JsonNode number(String text) {
    try {
      JsonNode node = Json.MAPPER.readTree(text);
      return node.isNumber() ? node : TextNode.valueOf(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  /** The texts of a list's entries; empty if the form cannot show one of them, or an empty list. */
  static Optional<List<String>> ofList(JsonNode list, ValueShape value) {
    if (list.isMissingNode()) {
      return Optional.of(List.of());
    }
    List<Optional<String>> texts =
        StreamSupport.stream(list.spliterator(), false)
            .map(entry -> of(entry, value).filter(text -> !text.isBlank() && !text.contains("\n")))
            .toList();
    return list.isArray() && !list.isEmpty() && texts.stream().allMatch(Optional::isPresent)
        ? Optional.of(texts.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  /** The list of some texts; a missing node if there are none. */
  static JsonNode parseList(List<String> texts, ValueShape value) {
    return texts.isEmpty()
        ? MissingNode.getInstance()
        : Json.MAPPER.valueToTree(
            texts.stream().map(text -> parse(text, value)).collect(Collectors.toList()));
  }

  /** A text as browsers send it, with the line breaks of JSON. */
  static String received(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
