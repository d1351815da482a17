package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.rollcall.json.Json;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.user.PrimaryId;

/**
 * Converts a {@code <user>} of Alma's XML to the record of Alma's REST JSON, as defined in Alma's
 * rest_user.xsd. Attributes become fields. Lists have no enclosing element in JSON. An element with
 * a description becomes an object with a value and a description. Blanks around a text are removed,
 * except in a file that Rollcall has exported. {@link XmlText} is the reverse.
 */
final class XmlRecord {

  /**
   * The lists that an element can have, by the element's name: the name of the element that
   * encloses the list in XML, and the name of its entries.
   */
  static final Map<String, Map<String, String>> LISTS =
      Map.of(
          "user",
          Map.of(
              "user_identifiers", "user_identifier",
              "user_roles", "user_role",
              "user_blocks", "user_block",
              "user_notes", "user_note",
              "user_statistics", "user_statistic",
              "proxy_for_users", "proxy_for_user",
              "rs_libraries", "rs_library",
              "library_notices", "library_notice"),
          "contact_info",
          Map.of("addresses", "address", "emails", "email", "phones", "phone"),
          "address",
          Map.of("address_types", "address_type"),
          "email",
          Map.of("email_types", "email_type"),
          "phone",
          Map.of("phone_types", "phone_type"),
          "user_role",
          Map.of("parameters", "parameter"));

  /** The lists whose entries are codes. */
  static final Set<String> CODED_ENTRIES = Set.of("address_type", "email_type", "phone_type");

  /** Counts in Alma's own answers, which have links to resources of its REST API. */
  private static final Set<String> RESOURCES = Set.of("requests", "loans", "fees");

  private static final int MAX_OMITTED = 10;

  private final XmlCursor xml;
  private final ObjectNode user = Json.MAPPER.createObjectNode();
  private final Set<String> omitted = new LinkedHashSet<>();

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
   * @throws XMLStreamException if the rest of the text cannot be read
   */
  ObjectNode read() throws XMLStreamException {
    return object("user");
  }

  /** The names of the data that was omitted because it has no form in JSON. */
  Set<String> omitted() {
    return omitted;
  }

  /** The primary ID, if it was read before the rest of the record could not be read. */
  Optional<PrimaryId> primaryId() {
    return Optional.ofNullable(user.get("primary_id"))
        .map(id -> PrimaryId.of(id.asText()))
        .filter(PrimaryId::isValid);
  }

  private ObjectNode object(String elementName) throws XMLStreamException {
    ObjectNode object = elementName.equals("user") ? user : Json.MAPPER.createObjectNode();
    attributes().forEach((name, value) -> set(object, name, TextNode.valueOf(value)));
    Map<String, String> lists = LISTS.getOrDefault(elementName, Map.of());
    while (nextElement(elementName)) {
      String name = xml.getLocalName();
      String entry = lists.getOrDefault(name, name);
      if (lists.containsValue(entry)) {
        addToList(object, entry);
      } else if (elementName.equals("user") && name.equals("contact_info")) {
        set(object, name, object(name));
      } else {
        textValue().ifPresent(value -> set(object, name, value));
      }
    }
    return object;
  }

  /** The attributes without a namespace, because no attribute of Alma has one. */
  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributePrefix(i).isEmpty()) {
        attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
      }
    }
    return attributes;
  }

  /** Adds the current element, or all entries that it encloses, to a list. */
  private void addToList(ObjectNode object, String entry) throws XMLStreamException {
    String name = xml.getLocalName();
    if (object.has(entry) && !object.get(entry).isArray()) {
      throw duplicate(entry);
    }
    object.withArray(entry);
    if (name.equals(entry)) {
      addEntry(object, entry);
      return;
    }
    while (nextElement(name)) {
      if (xml.getLocalName().equals(entry)) {
        addEntry(object, entry);
      } else {
        addOmitted(xml.getLocalName());
        xml.skipTo(xml.getDepth());
      }
    }
  }

  private void addEntry(ObjectNode object, String entry) throws XMLStreamException {
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
  private Optional<JsonNode> textValue() throws XMLStreamException {
    String name = xml.getLocalName();
    Map<String, String> attributes = attributes();
    Optional<String> description = Optional.ofNullable(attributes.remove("desc"));
    if (RESOURCES.contains(name)) {
      attributes.remove("link");
    }
    attributes.keySet().forEach(attribute -> addOmitted(name + "/@" + attribute));
    boolean isNil = isNil();
    StringBuilder text = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        addOmitted(name);
        xml.skipTo(xml.getDepth() - 1);
        return Optional.empty();
      }
      text.append(xml.getText());
    }
    if (isNil) {
      return Optional.empty();
    }
    String written = text.toString();
    JsonNode value = TextNode.valueOf(xml.isExport() ? written : written.strip());
    return Optional.of(description.<JsonNode>map(desc -> coded(value, desc)).orElse(value));
  }

  private static ObjectNode coded(JsonNode value, String description) {
    ObjectNode coded = Json.MAPPER.createObjectNode();
    coded.set("value", value);
    return coded.put("desc", description);
  }

  /** Whether {@code xsi:nil} marks the element as having no value. */
  private boolean isNil() {
    String nil = xml.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
    return "true".equals(nil) || "1".equals(nil);
  }

  /**
   * Moves to the next child element, or to the end of the parent.
   *
   * @return whether there is a child
   */
  private boolean nextElement(String parent) throws XMLStreamException {
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (!xml.getText().isBlank()) {
        addOmitted("the text in " + parent);
      }
    }
    return false;
  }

  private void addOmitted(String name) {
    if (omitted.size() < MAX_OMITTED) {
      omitted.add(name);
    }
  }
}
