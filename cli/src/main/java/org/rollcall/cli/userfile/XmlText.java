package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The {@code <user>} of a record, as {@link XmlRecord} reads it. What has no form in XML is left
 * out.
 */
final class XmlText {

  private static final String INDENT = "  ";

  /** Names that need no check against the tables of XML. No field of Alma has another. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  /** The fields of entries that are attributes in Alma's XML. */
  private static final Set<String> ATTRIBUTES =
      Set.of("preferred", "preferred_sms", "segment_type");

  private static final Set<String> CODED = Set.of("value", "desc");

  private final StringBuilder text = new StringBuilder();

  private XmlText() {}

  static String of(ObjectNode record) {
    XmlText xml = new XmlText();
    xml.object("user", "user", record, INDENT);
    return xml.text.toString();
  }

  /** Whether XML has all characters of a value's texts, and all its names. */
  static boolean isPossible(JsonNode value) {
    return value.isTextual()
        ? value.textValue().codePoints().allMatch(XmlText::isCharacter)
        : value
                .propertyStream()
                .allMatch(
                    field -> NAME.matcher(field.getKey()).matches() && isPossible(field.getValue()))
            && (!value.isArray() || value.valueStream().allMatch(XmlText::isPossible));
  }

  /** Whether a character is a {@code Char} of XML 1.0. */
  private static boolean isCharacter(int c) {
    return (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000
        || c == '\t'
        || c == '\n'
        || c == '\r';
  }

  /**
   * Writes an element with child elements.
   *
   * @param kind the name by which {@link XmlRecord#LISTS} knows the lists of the element
   */
  private void object(String name, String kind, ObjectNode object, String indent) {
    text.append(indent).append('<').append(name);
    boolean isEntry = !kind.equals("user") && !kind.equals("contact_info");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (isEntry && isAttribute(field.getKey(), field.getValue())) {
        attribute(field.getKey(), field.getValue().asText());
      }
    }
    text.append(">\n");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!isEntry || !isAttribute(field.getKey(), field.getValue())) {
        child(kind, field.getKey(), field.getValue(), indent + INDENT);
      }
    }
    text.append(indent).append("</").append(name).append(">\n");
  }

  private static boolean isAttribute(String name, JsonNode value) {
    return ATTRIBUTES.contains(name) && (value.isTextual() || value.isBoolean());
  }

  private void child(String parent, String name, JsonNode value, String indent) {
    if (value instanceof ArrayNode list) {
      XmlRecord.LISTS.getOrDefault(parent, Map.of()).entrySet().stream()
          .filter(names -> names.getValue().equals(name))
          .forEach(names -> list(names.getKey(), name, list, indent));
    } else if (parent.equals("user") && name.equals("contact_info")) {
      if (value instanceof ObjectNode contacts) {
        object(name, name, contacts, indent);
      }
    } else {
      leaf(name, value, indent);
    }
  }

  private void list(String name, String entryName, ArrayNode list, String indent) {
    text.append(indent).append('<').append(name).append(">\n");
    for (JsonNode entry : list) {
      if (XmlRecord.CODED_ENTRIES.contains(entryName)) {
        leaf(entryName, entry, indent + INDENT);
      } else if (entry instanceof ObjectNode object) {
        object(entryName, entryName, object, indent + INDENT);
      }
    }
    text.append(indent).append("</").append(name).append(">\n");
  }

  /** Writes an element with text, and with the description of a code as its attribute. */
  private void leaf(String name, JsonNode value, String indent) {
    boolean isCoded =
        value.isObject()
            && value.propertyStream().allMatch(field -> CODED.contains(field.getKey()));
    JsonNode shown = isCoded ? value.path("value") : value;
    if (!shown.isValueNode() || shown.isNull()) {
      return;
    }
    text.append(indent).append('<').append(name);
    if (isCoded && value.path("desc").isTextual()) {
      attribute("desc", value.path("desc").textValue());
    }
    text.append('>');
    escape(shown.asText(), false);
    text.append("</").append(name).append(">\n");
  }

  private void attribute(String name, String value) {
    text.append(' ').append(name).append("=\"");
    escape(value, true);
    text.append('"');
  }

  /** Line ends are escaped where the parser would change them: in attributes, and a return. */
  private void escape(String value, boolean isAttribute) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#13;");
        case '\n', '\t' -> text.append(isAttribute ? "&#" + (int) c + ";" : String.valueOf(c));
        default -> text.append(c);
      }
    }
  }
}
