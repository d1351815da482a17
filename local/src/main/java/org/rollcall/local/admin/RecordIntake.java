package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import org.rollcall.json.Json;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CodedValue;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.UserItem;

/**
 * Takes in a record from elsewhere: Alma's REST JSON, in which coded values may be bare codes, and
 * booleans words. What a record says is kept, even where a job could not work with it; {@link
 * Misgivings} tells that.
 */
public final class RecordIntake {

  /** The fields that hold a coded value, wherever in the record they are. */
  private static final Set<String> CODED =
      Set.of(
          "record_type",
          "user_title",
          "job_category",
          "gender",
          "user_group",
          "campus_code",
          "cataloger_level",
          "preferred_language",
          "account_type",
          "id_type",
          "role_type",
          "scope",
          "block_type",
          "block_description",
          "note_type",
          "statistic_category",
          "category_type",
          "country");

  /** The fields that hold a list of coded values. */
  private static final Set<String> CODED_LISTS = Set.of("address_type", "email_type", "phone_type");

  /** The fields that are true or false, wherever in the record they are. */
  private static final Set<String> BOOLEAN =
      Set.of("preferred", "preferred_sms", "user_viewable", "popup_note", "is_researcher");

  private RecordIntake() {}

  /**
   * The user that a record describes.
   *
   * @throws BrokenRecordException if it is no object, has no primary id, would write Rollcall's own
   *     data, or is more than DynamoDB takes
   */
  public static User take(JsonNode node) {
    if (!(node instanceof ObjectNode record)) {
      throw new BrokenRecordException("is not an object");
    }
    JsonNode id = record.path("primary_id");
    if (!id.isTextual() || !PrimaryId.of(id.textValue()).isValid()) {
      throw new BrokenRecordException(
          "has no primary_id of 1 to "
              + PrimaryId.MAX_LENGTH
              + " characters, none of them a control character"
              + (id.isNumber() ? "; a number must be in quotes" : ""));
    }
    if (record.has(UserItem.STATE)) {
      throw new BrokenRecordException("has a field rollcall, which is Rollcall's own");
    }
    ItemLimits.check(record);
    ObjectNode taken = object(record, true);
    taken.put("primary_id", id.textValue().strip());
    return new User(taken);
  }

  private static ObjectNode object(ObjectNode source, boolean isTop) {
    ObjectNode copy = Json.MAPPER.createObjectNode();
    source
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                copy.set(field.getKey(), value(field.getKey(), field.getValue(), isTop));
              }
            });
    return copy;
  }

  private static JsonNode value(String name, JsonNode value, boolean isTop) {
    if (value.isTextual() && (CODED.contains(name) || (isTop && name.equals("status")))) {
      return CodedValue.of(value.textValue());
    }
    if (value.isTextual() && BOOLEAN.contains(name)) {
      return truth((TextNode) value);
    }
    if (value instanceof ObjectNode object) {
      return object(object, false);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(item(name, item)));
      return copy;
    }
    return value;
  }

  /** The boolean that a word stands for, as in XML Schema; another word stays what it is. */
  private static JsonNode truth(TextNode word) {
    return switch (word.textValue().strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> BooleanNode.TRUE;
      case "false", "0" -> BooleanNode.FALSE;
      default -> word;
    };
  }

  private static JsonNode item(String list, JsonNode item) {
    if (item.isTextual() && CODED_LISTS.contains(list)) {
      return CodedValue.of(item.textValue());
    }
    if (!(item instanceof ObjectNode object)) {
      return item;
    }
    ObjectNode copy = object(object, false);
    switch (list) {
      case "user_role" -> code(copy, "status");
      case "parameter" -> {
        code(copy, "type");
        code(copy, "value");
      }
      case "rs_library" -> code(copy, "code");
      default -> {}
    }
    return copy;
  }

  private static void code(ObjectNode object, String field) {
    if (object.path(field).isTextual()) {
      object.set(field, CodedValue.of(object.path(field).textValue()));
    }
  }
}
