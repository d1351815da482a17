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
import org.rollcall.local.admin.InvalidRecordException;

/**
 * Converts a {@code <user>} of Alma's XML to the record of Alma's REST JSON, as defined in Alma's
 * rest_user.xsd. Attributes become fields. Lists have no enclosing element in JSON. An element with
 * a description becomes an object with a value and a description.
 */
final class XmlRecord {

  /** The names of the list entries that an element can have, by the element's name. */
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

  private static final Set<String> CODED_ENTRIES =
      Set.of("address_type", "email_type", "phone_type");

  /** The names of list entries, by the name of the element that encloses the list in XML. */
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

  private static final int MAX_OMITTED = 10;

  /** The number of characters of a start tag and an end tag without their names. */
  private static final int TAG_LENGTH = 5;

  private final XmlCursor xml;
  private final Set<String> omitted = new LinkedHashSet<>();
  private int length;

  /**
   * @param xml a cursor at the start of the record's element
   */
  XmlRecord(XmlCursor xml) {
    this.xml = xml;
  }

  /**
   * Reads the record to the end of its element.
   *
   * @throws InvalidRecordException if the record is too long or has a duplicate field; the cursor
   *     is then inside the element
   * @throws IOException if the rest of the text cannot be read
   */
  ObjectNode read() throws IOException {
    return object("user");
  }

  /** The record's length in characters, without blanks between elements. */
  int length() {
    return length;
  }

  /** The names of the data that was omitted because it has no form in JSON. */
  Set<String> omitted() {
    return omitted;
  }

  private ObjectNode object(String elementName) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < xml.attributeCount(); i++) {
      if (!xml.attributeName(i).isEmpty()) {
        addLength(xml.attribute(i).length());
        set(object, xml.attributeName(i), JsonNodeFactory.instance.textNode(xml.attribute(i)));
      }
    }
    while (nextElement(elementName)) {
      String name = xml.name();
      String entry = ENTRIES.getOrDefault(name, name);
      if (LISTS.getOrDefault(elementName, Set.of()).contains(entry)) {
        addToList(object, entry);
      } else if (elementName.equals("user") && name.equals("contact_info")) {
        set(object, name, object(name));
      } else {
        textValue().ifPresent(value -> set(object, name, value));
      }
    }
    return object;
  }

  /** Adds the current element, or all entries that it encloses, to a list. */
  private void addToList(ObjectNode object, String entry) throws IOException {
    String name = xml.name();
    if (object.has(entry) && !object.get(entry).isArray()) {
      throw duplicate(entry);
    }
    object.withArray(entry);
    if (name.equals(entry)) {
      addEntry(object, entry);
      return;
    }
    while (nextElement(name)) {
      if (xml.name().equals(entry)) {
        addEntry(object, entry);
      } else {
        skip(xml.name());
      }
    }
  }

  private void addEntry(ObjectNode object, String entry) throws IOException {
    Optional<JsonNode> item =
        CODED_ENTRIES.contains(entry) ? textValue() : Optional.of(object(entry));
    item.ifPresent(object.withArray(entry)::add);
  }

  private static void set(ObjectNode object, String name, JsonNode value) {
    if (object.has(name)) {
      throw duplicate(name);
    }
    object.set(name, value);
  }

  private static InvalidRecordException duplicate(String name) {
    return new InvalidRecordException(UserFileError.XML_DUPLICATE_FIELD, name);
  }

  /** The value of an element with text; empty if it has child elements, which have no JSON form. */
  private Optional<JsonNode> textValue() throws IOException {
    String name = xml.name();
    Optional<String> description = description();
    boolean isNil = xml.isNil();
    StringBuilder text = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        xml.skipElement(xml.depth() - 1);
        addOmitted(name);
        return Optional.empty();
      }
      addLength(xml.text().length());
      text.append(xml.text());
    }
    if (isNil) {
      return Optional.empty();
    }
    JsonNode value = JsonNodeFactory.instance.textNode(text.toString().strip());
    return Optional.of(description.map(desc -> coded(value, desc)).orElse(value));
  }

  private static JsonNode coded(JsonNode value, String description) {
    ObjectNode coded = JsonNodeFactory.instance.objectNode();
    coded.set("value", value);
    return coded.put("desc", description);
  }

  private Optional<String> description() {
    Optional<String> description = Optional.empty();
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i);
      addLength(xml.attribute(i).length());
      if (name.equals("desc")) {
        description = Optional.of(xml.attribute(i));
      } else if (!name.isEmpty()) {
        addOmitted(xml.name() + "/@" + name);
      }
    }
    return description;
  }

  /**
   * Moves to the next child element, or to the end of the parent.
   *
   * @return whether there is a child
   */
  private boolean nextElement(String parent) throws IOException {
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        addLength(xml.name().length() + TAG_LENGTH);
        return true;
      }
      if (!xml.text().isBlank()) {
        addLength(xml.text().length());
        addOmitted("the text in " + parent);
      }
    }
    return false;
  }

  private void skip(String name) throws IOException {
    xml.skipElement(xml.depth());
    addOmitted(name);
  }

  private void addOmitted(String name) {
    if (omitted.size() < MAX_OMITTED) {
      omitted.add(name);
    }
  }

  private void addLength(int characters) {
    length += characters;
    if (length > UserFile.MAX_RECORD_LENGTH) {
      throw new InvalidRecordException(
          UserFileError.RECORD_TOO_LONG,
          String.format(Locale.ROOT, "%,d", UserFile.MAX_RECORD_LENGTH));
    }
  }
}
