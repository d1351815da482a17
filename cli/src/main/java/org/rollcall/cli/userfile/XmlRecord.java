package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.rollcall.user.BrokenRecordException;

/**
 * A {@code <user>} of Alma's XML, as the record that Alma's REST JSON has for it (Alma's
 * rest_user.xsd): attributes become fields, lists lose the element around them, and an element with
 * a description becomes a value with one.
 */
final class XmlRecord {

  /** The lists that an element has, by the names of their entries. */
  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "user",
          Set.of(
              "user_identifier",
              "user_role",
              "user_block",
              "user_note",
              "user_statistic",
              "proxy_for_user",
              "rs_library",
              "library_notice"),
          "contact_info",
          Set.of("address", "email", "phone"),
          "address",
          Set.of("address_type"),
          "email",
          Set.of("email_type"),
          "phone",
          Set.of("phone_type"),
          "user_role",
          Set.of("parameter"));

  private static final Set<String> CODES = Set.of("address_type", "email_type", "phone_type");

  /** The entries of the elements that XML has around lists. */
  private static final Map<String, String> ENTRIES =
      Map.ofEntries(
          Map.entry("user_identifiers", "user_identifier"),
          Map.entry("user_roles", "user_role"),
          Map.entry("user_blocks", "user_block"),
          Map.entry("user_notes", "user_note"),
          Map.entry("user_statistics", "user_statistic"),
          Map.entry("proxy_for_users", "proxy_for_user"),
          Map.entry("rs_libraries", "rs_library"),
          Map.entry("library_notices", "library_notice"),
          Map.entry("addresses", "address"),
          Map.entry("emails", "email"),
          Map.entry("phones", "phone"),
          Map.entry("address_types", "address_type"),
          Map.entry("email_types", "email_type"),
          Map.entry("phone_types", "phone_type"),
          Map.entry("parameters", "parameter"));

  private static final int MOST_LEFT_OUT = 10;

  /** What a tag is beside its name, in characters. */
  private static final int TAG = 5;

  private final XmlCursor xml;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private int length;

  /** Begins with the element at which the cursor is. */
  XmlRecord(XmlCursor xml) {
    this.xml = xml;
  }

  /**
   * Reads the record, to the end of its element.
   *
   * @throws BrokenRecordException if it is too long or has something twice; the cursor is within it
   *     then
   * @throws IOException if the rest of the text cannot be read
   */
  ObjectNode read() throws IOException {
    return object("user");
  }

  /** How long it is, in characters without those between the elements. */
  int length() {
    return length;
  }

  /** What of it Alma's format does not know and JSON has no form for, by names. */
  Set<String> leftOut() {
    return leftOut;
  }

  private ObjectNode object(String kind) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < xml.attributes(); i++) {
      if (!xml.attributeName(i).isEmpty()) {
        grow(xml.attribute(i).length());
        set(object, xml.attributeName(i), JsonNodeFactory.instance.textNode(xml.attribute(i)));
      }
    }
    while (nextElement(kind)) {
      String name = xml.name();
      String entry = ENTRIES.getOrDefault(name, name);
      if (LISTS.getOrDefault(kind, Set.of()).contains(entry)) {
        list(object, entry);
      } else if (kind.equals("user") && name.equals("contact_info")) {
        set(object, name, object(name));
      } else {
        leaf().ifPresent(value -> set(object, name, value));
      }
    }
    return object;
  }

  /** Adds what is at the cursor to a list: an entry, or all those in the element around them. */
  private void list(ObjectNode object, String entry) throws IOException {
    String name = xml.name();
    if (object.has(entry) && !object.get(entry).isArray()) {
      throw twice(entry);
    }
    object.withArray(entry);
    if (name.equals(entry)) {
      add(object, entry);
      return;
    }
    while (nextElement(name)) {
      if (xml.name().equals(entry)) {
        add(object, entry);
      } else {
        leaveOut(xml.name());
      }
    }
  }

  private void add(ObjectNode object, String entry) throws IOException {
    Optional<JsonNode> item = CODES.contains(entry) ? leaf() : Optional.of(object(entry));
    item.ifPresent(object.withArray(entry)::add);
  }

  private static void set(ObjectNode object, String name, JsonNode value) {
    if (object.has(name)) {
      throw twice(name);
    }
    object.set(name, value);
  }

  private static BrokenRecordException twice(String name) {
    return new BrokenRecordException("has " + name + " twice where it can be once");
  }

  /** An element of text; nothing if it has others in it, whose form in JSON is not known. */
  private Optional<JsonNode> leaf() throws IOException {
    String name = xml.name();
    Optional<String> description = description();
    boolean isNil = xml.isNil();
    StringBuilder text = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        xml.leave(xml.depth() - 1);
        leftOut(name);
        return Optional.empty();
      }
      grow(xml.text().length());
      text.append(xml.text());
    }
    if (isNil) {
      return Optional.empty();
    }
    JsonNode value = JsonNodeFactory.instance.textNode(text.toString().strip());
    return Optional.of(description.map(words -> coded(value, words)).orElse(value));
  }

  private static JsonNode coded(JsonNode value, String description) {
    ObjectNode coded = JsonNodeFactory.instance.objectNode();
    coded.set("value", value);
    return coded.put("desc", description);
  }

  private Optional<String> description() {
    Optional<String> description = Optional.empty();
    for (int i = 0; i < xml.attributes(); i++) {
      String name = xml.attributeName(i);
      grow(xml.attribute(i).length());
      if (name.equals("desc")) {
        description = Optional.of(xml.attribute(i));
      } else if (!name.isEmpty()) {
        leftOut(xml.name() + "/@" + name);
      }
    }
    return description;
  }

  /** Moves to the next element within one, or to that one's end. */
  private boolean nextElement(String within) throws IOException {
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        grow(xml.name().length() + TAG);
        return true;
      }
      if (!xml.text().isBlank()) {
        grow(xml.text().length());
        leftOut("the text in " + within);
      }
    }
    return false;
  }

  private void leaveOut(String name) throws IOException {
    xml.leave(xml.depth());
    leftOut(name);
  }

  private void leftOut(String name) {
    if (leftOut.size() < MOST_LEFT_OUT) {
      leftOut.add(name);
    }
  }

  private void grow(int characters) {
    length += characters;
    if (length > UserFile.LONGEST_RECORD) {
      throw new BrokenRecordException(
          String.format(Locale.ROOT, "is longer than %,d characters", UserFile.LONGEST_RECORD));
    }
  }
}
