package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.InputShape;
import org.rollcall.json.Json;

/**
 * What the page shows: the form of an input, and the text beside it.
 *
 * @param base the input from which the page was made before the user changed something. A form that
 *     comes back is compared with it
 * @param input the input with the changes of the form
 * @param json the text beside the form
 * @param faults the errors of that text
 * @param isConflict whether both the form and the text were changed, to different inputs
 */
record Draft(
    ObjectNode base, ObjectNode input, String json, List<Fault> faults, boolean isConflict) {

  /** The fields of the page's form that hold the text and the base. */
  static final String JSON = "json";

  static final String BASE = "base";

  /** Which side counts if both were changed. */
  enum Side {
    FORM,
    JSON,
    NONE
  }

  Draft {
    faults = List.copyOf(faults);
  }

  /** A page on which nothing was changed yet. */
  static Draft of(ObjectNode input) {
    return new Draft(input, input, pretty(input), List.of(), false);
  }

  /**
   * The page that a browser has sent.
   *
   * @param sent the fields of the form
   * @param side which side counts if both were changed
   */
  static Draft received(Map<String, List<String>> sent, InputShape shape, Side side) {
    ObjectNode base = base(sent);
    String json = FieldText.received(text(sent, JSON).orElse("")).strip();
    ObjectNode byForm = new InputForm(base, shape).apply(sent);
    boolean isTextChanged = !json.equals(pretty(base));
    if (side == Side.FORM || !isTextChanged) {
      return of(byForm);
    }
    Faults faults = new Faults();
    Optional<ObjectNode> byText = parse(json, faults);
    boolean isFormChanged = !byForm.equals(base);
    if (byText.isPresent()
        && (side == Side.JSON || !isFormChanged || byText.get().equals(byForm))) {
      return of(byText.get());
    }
    return new Draft(base, byForm, json, faults.found(), byText.isPresent());
  }

  /** The input from which the page was made that a browser has sent. */
  static ObjectNode base(Map<String, List<String>> sent) {
    return text(sent, BASE)
        .flatMap(json -> parse(json, new Faults()))
        .orElseGet(Json.MAPPER::createObjectNode);
  }

  private static Optional<String> text(Map<String, List<String>> sent, String field) {
    return sent.getOrDefault(field, List.of()).stream().findFirst();
  }

  private static Optional<ObjectNode> parse(String json, Faults faults) {
    return Json.read(JSON, json.getBytes(StandardCharsets.UTF_8), faults)
        .filter(node -> Fields.of(node, JSON + ":", faults).isPresent())
        .map(ObjectNode.class::cast);
  }

  /** Whether the form and the text are the same input. */
  boolean isClear() {
    return faults.isEmpty() && !isConflict;
  }

  /** This page after something was done to the input. */
  Draft with(ObjectNode other) {
    return isClear() ? of(other) : new Draft(base, other, json, faults, isConflict);
  }

  /** The input as text for people. */
  static String pretty(JsonNode input) {
    return new String(Json.pretty(input), StandardCharsets.UTF_8).strip();
  }
}
