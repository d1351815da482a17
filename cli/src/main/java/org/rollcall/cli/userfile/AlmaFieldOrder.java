package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.user.AlmaFields;

/**
 * Puts a record's fields, and those of its entries, into the order of Alma's {@code rest_user},
 * because DynamoDB does not keep an order. Other fields come last, in the order of their names.
 */
public final class AlmaFieldOrder {

  /** The fields of entries. Those of different lists that have the same name have one position. */
  private static final List<String> OF_ENTRIES =
      List.of(
          "preferred",
          "preferred_sms",
          "segment_type",
          "address",
          "email",
          "phone",
          "line1",
          "line2",
          "line3",
          "line4",
          "line5",
          "city",
          "state_province",
          "postal_code",
          "country",
          "address_note",
          "start_date",
          "end_date",
          "address_type",
          "email_address",
          "description",
          "email_type",
          "phone_number",
          "phone_type",
          "primary_id",
          "full_name",
          "id_type",
          "role_type",
          "block_type",
          "block_description",
          "block_status",
          "block_note",
          "note_type",
          "note_text",
          "user_viewable",
          "popup_note",
          "statistic_category",
          "category_type",
          "statistic_note",
          "code",
          "type",
          "scope",
          "value",
          "desc",
          "note",
          "status",
          "created_by",
          "created_date",
          "expiry_date",
          "item_loan_id",
          "parameter");

  private static final Comparator<String> TOP = order(AlmaFields.IN_ORDER);
  private static final Comparator<String> ENTRY = order(OF_ENTRIES);

  private AlmaFieldOrder() {}

  private static Comparator<String> order(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return Comparator.<String>comparingInt(name -> positions.getOrDefault(name, Integer.MAX_VALUE))
        .thenComparing(Comparator.naturalOrder());
  }

  /** A copy of a record in Alma's order. */
  public static ObjectNode sort(ObjectNode record) {
    return sort(record, TOP);
  }

  /** A copy of an entry of a list in Alma's order. */
  static ObjectNode sortEntry(ObjectNode entry) {
    return sort(entry, ENTRY);
  }

  private static ObjectNode sort(ObjectNode object, Comparator<String> order) {
    ObjectNode sorted = object.objectNode();
    object.properties().stream()
        .sorted(Map.Entry.comparingByKey(order))
        .forEach(field -> sorted.set(field.getKey(), value(field.getValue())));
    return sorted;
  }

  private static JsonNode value(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return sort(object, ENTRY);
    }
    if (value instanceof ArrayNode list) {
      ArrayNode sorted = list.arrayNode();
      list.forEach(entry -> sorted.add(value(entry)));
      return sorted;
    }
    return value;
  }
}
