package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.CleanText;
import org.rollcall.user.CodedFields;
import org.rollcall.user.CodedValue;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import org.rollcall.user.store.UserItem;

/**
 * Converts a record in Alma's REST JSON, in which coded values may be plain codes, and booleans may
 * be text. IDs, identifiers and addresses become {@link CleanText}, and a password is left out.
 * Values with which jobs may fail are kept; {@link RecordWarnings} reports them. See D-025.
 */
public final class RecordIntake {

  private static final int MAX_KEYS = 5;

  /** The start of what Alma's lists have for a user without a primary ID, such as with a number. */
  private static final String PSEUDO_ID = "no primary id";

  /** The fields of a user in Alma's {@code GET /users}, and those that are derived from them. */
  private static final Set<String> BRIEF_FIELDS =
      Set.of(
          "primary_id",
          "first_name",
          "middle_name",
          "last_name",
          "full_name",
          "status",
          "record_type",
          "account_type",
          "user_group",
          "link");

  private RecordIntake() {}

  /**
   * Converts a record to a user.
   *
   * @throws InvalidRecordException if it is not an object, has no primary ID, has Rollcall's own
   *     field, is the brief form of a list, or exceeds a limit of DynamoDB
   */
  public static User take(JsonNode node) {
    if (!(node instanceof ObjectNode record)) {
      throw new InvalidRecordException(RecordError.RECORD_NOT_AN_OBJECT);
    }
    JsonNode id = record.path("primary_id");
    if (id.isNumber()) {
      throw new InvalidRecordException(RecordError.RECORD_ID_IS_A_NUMBER);
    }
    if (!id.isTextual() || !PrimaryId.of(id.textValue()).isValid()) {
      throw new InvalidRecordException(
          RecordError.RECORD_WITHOUT_ID, PrimaryId.MAX_LENGTH, keys(record));
    }
    if (record.has(UserItem.STATE)) {
      throw new InvalidRecordException(RecordError.RECORD_HAS_ROLLCALL_FIELD);
    }
    if (CaseFolding.fold(id.textValue()).startsWith(PSEUDO_ID)) {
      throw new InvalidRecordException(RecordError.RECORD_WITH_PSEUDO_ID);
    }
    if (isBrief(record)) {
      throw new InvalidRecordException(RecordError.RECORD_IS_BRIEF);
    }
    ItemLimits.check(record);
    ObjectNode taken = object(User.TOP, record);
    taken.remove(SecretFields.PASSWORD);
    taken.put("primary_id", CleanText.of(id.textValue()));
    return new User(taken);
  }

  /**
   * Whether a record has a link, as all of Alma's answers do, and no other fields than a list has.
   */
  private static boolean isBrief(ObjectNode record) {
    return Json.isFilled(record.path("link"))
        && record.properties().stream()
            .filter(field -> Json.isFilled(field.getValue()))
            .allMatch(field -> BRIEF_FIELDS.contains(field.getKey()));
  }

  /** The first keys of a record of another system, for the message. */
  private static String keys(ObjectNode record) {
    boolean isAlmas = record.isEmpty() || AlmaFields.IN_ORDER.stream().anyMatch(record::has);
    return isAlmas
        ? ""
        : "; it has other fields than Alma's: "
            + record.properties().stream()
                .limit(MAX_KEYS)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
  }

  private static ObjectNode object(String parent, ObjectNode source) {
    ObjectNode copy = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      if (!field.getValue().isNull()) {
        copy.set(field.getKey(), value(parent, field.getKey(), field.getValue()));
      }
    }
    return copy;
  }

  private static JsonNode value(String parent, String name, JsonNode value) {
    if (value.isTextual() && CodedFields.isCoded(parent, name)) {
      return CodedValue.of(value.textValue());
    }
    if (value.isTextual() && name.equals("email_address")) {
      return TextNode.valueOf(CleanText.of(value.textValue()));
    }
    if (value.isTextual()) {
      Optional<Boolean> flag = CodedFields.readBoolean(name, value.textValue());
      if (flag.isPresent()) {
        return BooleanNode.valueOf(flag.get());
      }
    }
    if (value instanceof ObjectNode object) {
      return object(name, object);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(item(name, item)));
      return copy;
    }
    return value;
  }

  private static JsonNode item(String list, JsonNode item) {
    if (item.isTextual() && CodedFields.isCodedList(list)) {
      return CodedValue.of(item.textValue());
    }
    if (!(item instanceof ObjectNode object)) {
      return item;
    }
    ObjectNode copy = object(list, object);
    if (list.equals("user_identifier") && copy.path("value").isTextual()) {
      copy.put("value", CleanText.of(copy.path("value").textValue()));
    }
    return copy;
  }
}
