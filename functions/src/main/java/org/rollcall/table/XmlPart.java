package org.rollcall.table;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one XML file of a workbook from start to end. Names are compared without namespaces, of
 * which Excel has several versions. The parser opens no external entities.
 */
final class XmlPart {

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;

  XmlPart(byte[] content) {
    try {
      reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
    } catch (XMLStreamException | RuntimeException e) {
      throw UnreadableTableException.damagedWorkbook();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Moves to the next element with a name. Returns false at the end of the file. */
  boolean nextElement(String name) {
    while (advance()) {
      if (isStart(name)) {
        return true;
      }
    }
    return false;
  }

  /** Moves to the next start or end of an element. Returns false at the end of the file. */
  boolean advance() {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
          return true;
        }
      }
      return false;
    } catch (XMLStreamException | RuntimeException e) {
      throw UnreadableTableException.damagedWorkbook();
    }
  }

  boolean isStart(String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  boolean isEnd(String name) {
    return reader.isEndElement() && reader.getLocalName().equals(name);
  }

  Optional<String> attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /** A whole number of at least 0. */
  Optional<Integer> number(String attribute) {
    return attribute(attribute).map(XmlPart::wholeNumber);
  }

  static int wholeNumber(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw UnreadableTableException.damagedWorkbook();
    }
    return Integer.parseInt(text);
  }

  /** The text of the current element, which has no child elements. */
  String text() {
    try {
      return reader.getElementText();
    } catch (XMLStreamException | RuntimeException e) {
      throw UnreadableTableException.damagedWorkbook();
    }
  }

  /** The text of the current element's runs, without phonetic runs. */
  String runs() {
    String element = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    boolean isPhonetic = false;
    while (advance() && !isEnd(element)) {
      if (isStart("rPh") || isEnd("rPh")) {
        isPhonetic = isStart("rPh");
      } else if (isStart("t")) {
        String run = text();
        text.append(isPhonetic ? "" : run);
      }
    }
    return text.toString();
  }
}
