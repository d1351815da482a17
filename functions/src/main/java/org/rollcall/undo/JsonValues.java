package org.rollcall.undo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;

/** Compares values of records. A number in the ledger can have another type than in the table. */
final class JsonValues {

  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private JsonValues() {}

  static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }

  /**
   * Whether two values of a field mean the same: they are equal, or have the same code, or both are
   * absent. Empty values are absent, as in the normalised view of a record.
   */
  static boolean isSame(Optional<JsonNode> one, Optional<JsonNode> other) {
    boolean isFilled = one.filter(Json::isFilled).isPresent();
    if (isFilled != other.filter(Json::isFilled).isPresent()) {
      return false;
    }
    return !isFilled
        || isSame(one.orElseThrow(), other.orElseThrow())
        || isSameCode(one.orElseThrow(), other.orElseThrow());
  }

  private static boolean isSameCode(JsonNode one, JsonNode other) {
    return (one.has("value") || other.has("value"))
        && CodedValue.code(one).equals(CodedValue.code(other));
  }

  /** Whether a value is an object, and no code with its description. */
  static boolean isStructure(JsonNode value) {
    return value.isObject() && !value.has("value");
  }
}
