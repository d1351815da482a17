package org.rollcall.cli.console.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.cli.userfile.AlmaFieldOrder;
import org.rollcall.json.Json;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;

/** A user's record by section. Secrets are masked, and empty fields are left out. */
final class RecordSections {

  /** How many entries of a list are shown. */
  private static final int MAX_ENTRIES = 100;

  /** The headings of the lists. Other fields with entries follow under their own names. */
  private static final Map<String, String> LISTS = new LinkedHashMap<>();

  static {
    LISTS.put("user_identifier", "Identifiers");
    LISTS.put("user_role", "Roles");
    LISTS.put("user_block", "Blocks");
    LISTS.put("user_note", "Notes");
    LISTS.put("user_statistic", "Statistics");
  }

  private final FieldText text;
  private final List<Section> sections = new ArrayList<>();

  private RecordSections(FieldText text) {
    this.text = text;
  }

  /** A field with its value. */
  record Field(String name, String value) {}

  /** An entry of a list. */
  record Entry(List<Field> fields) {
    Entry {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A section of the page.
   *
   * @param entries the entries of its list
   * @param more how many entries are not shown
   */
  record Section(String heading, List<Entry> entries, int more) {
    Section {
      entries = List.copyOf(entries);
    }
  }

  /** The fields of the record that hold no list, in Alma's order. */
  static List<Field> account(User user, FieldText text) {
    ObjectNode account = Json.MAPPER.createObjectNode();
    record(user)
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isValueNode() || FieldText.isCoded(value)) {
                account.set(field.getKey(), value);
              }
            });
    return fields(account, text);
  }

  /** The lists of the record. Known ones are there even if they are empty. */
  static List<Section> of(User user, FieldText text) {
    RecordSections result = new RecordSections(text);
    ObjectNode record = record(user);
    JsonNode contact = record.path(User.CONTACT_INFO);
    result.add("Email addresses", contact.path("email"));
    result.add("Phone numbers", contact.path("phone"));
    result.add("Addresses", contact.path("address"));
    LISTS.forEach((field, heading) -> result.add(heading, record.path(field)));
    record
        .properties()
        .forEach(
            field -> {
              boolean isOther =
                  !LISTS.containsKey(field.getKey()) && !field.getKey().equals(User.CONTACT_INFO);
              JsonNode value = field.getValue();
              if (isOther
                  && value.isContainerNode()
                  && !FieldText.isCoded(value)
                  && !value.isEmpty()) {
                result.add(FieldText.name(field.getKey()), value);
              }
            });
    return result.sections;
  }

  private static ObjectNode record(User user) {
    return AlmaFieldOrder.sort(SecretFields.masked(user.record()));
  }

  private void add(String heading, JsonNode list) {
    List<Entry> entries = new ArrayList<>();
    if (list.isArray()) {
      for (int i = 0; i < Math.min(list.size(), MAX_ENTRIES); i++) {
        entries.add(new Entry(fields(list.get(i), text)));
      }
    } else if (Json.isFilled(list)) {
      entries.add(new Entry(fields(list, text)));
    }
    sections.add(new Section(heading, entries, Math.max(0, list.size() - MAX_ENTRIES)));
  }

  private static List<Field> fields(JsonNode entry, FieldText text) {
    if (!entry.isObject()) {
      return List.of(new Field("Value", text.value("", entry)));
    }
    List<Field> fields = new ArrayList<>();
    entry
        .properties()
        .forEach(
            field -> {
              String value = text.value(field.getKey(), field.getValue());
              if (!value.isEmpty()) {
                fields.add(new Field(FieldText.name(field.getKey()), value));
              }
            });
    return fields;
  }
}
