package org.rollcall.cli.userfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML text event by event. The parser never reads other files, and the memory that it uses
 * does not depend on the length of the text. See D-027.
 */
final class XmlCursor {

  private static final int MAX_DEPTH = 1000;

  /** The maximum number of names. It is limited because the parser keeps every name in memory. */
  private static final int MAX_NAMES = 10_000;

  /** An invalid character in the parser's messages. */
  private static final String INVALID_CHARACTER = "0x" + Integer.toHexString(Encoding.INVALID);

  private static final XMLInputFactory FACTORY = factory();

  private final int skippedLines;
  private final BoundedReader reader;
  private final XMLStreamReader parser;
  private final Set<String> names = new HashSet<>();
  private int depth;

  /**
   * Starts at the beginning of a text. Skips a byte order mark and blanks before the first tag,
   * although XML does not allow these blanks.
   *
   * @throws InvalidTextException if the start of the text is not XML
   */
  XmlCursor(Reader text) throws IOException {
    PushbackReader textAfterBlanks = new PushbackReader(new BufferedReader(text));
    skippedLines = skipBlanks(textAfterBlanks);
    reader = new BoundedReader(textAfterBlanks);
    try {
      parser = FACTORY.createXMLStreamReader(reader);
    } catch (XMLStreamException e) {
      throw translate(e);
    }
  }

  private static int skipBlanks(PushbackReader text) throws IOException {
    int lines = 0;
    int c = text.read();
    while (c == '\uFEFF' || Character.isWhitespace(c)) {
      lines += c == '\n' ? 1 : 0;
      c = text.read();
    }
    if (c >= 0) {
      text.unread(c);
    }
    return lines;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("a reference to another file");
        });
    return factory;
  }

  /** The current line, from 1. */
  int line() {
    return skippedLines + Math.max(1, parser.getLocation().getLineNumber());
  }

  /** The number of open elements. */
  int depth() {
    return depth;
  }

  /**
   * Moves to the next event.
   *
   * @return one of {@link XMLStreamConstants}: the start or end of an element, characters, or the
   *     end of the document
   * @throws InvalidTextException if the XML is invalid, refers to other files, or exceeds a limit
   * @throws IOException if the bytes cannot be read
   */
  int next() throws IOException {
    int event;
    do {
      reader.resetLimit();
      event = parse();
    } while (event == XMLStreamConstants.COMMENT
        || event == XMLStreamConstants.PROCESSING_INSTRUCTION);
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> checkStartElement();
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD -> throw new InvalidTextException(UserFileError.XML_DOCTYPE);
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new InvalidTextException(UserFileError.XML_UNKNOWN_ENTITY);
      default -> {}
    }
    return event;
  }

  private void checkStartElement() throws InvalidTextException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new InvalidTextException(
          UserFileError.XML_TOO_DEEP, String.format(Locale.ROOT, "%,d", MAX_DEPTH));
    }
    names.add(parser.getLocalName());
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      names.add(parser.getAttributeLocalName(i));
    }
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      names.add(parser.getNamespacePrefix(i) + "=" + parser.getNamespaceURI(i));
    }
    if (names.size() > MAX_NAMES) {
      throw new InvalidTextException(
          UserFileError.XML_TOO_MANY_NAMES, String.format(Locale.ROOT, "%,d", MAX_NAMES));
    }
  }

  private int parse() throws IOException {
    try {
      return parser.next();
    } catch (XMLStreamException e) {
      throw translate(e);
    } catch (RuntimeException e) {
      // The JDK's parser throws runtime exceptions for some invalid texts.
      throw new InvalidTextException(UserFileError.XML_INVALID, "the parser failed");
    }
  }

  private static IOException translate(XMLStreamException e) {
    Throwable cause = e.getNestedException() == null ? e.getCause() : e.getNestedException();
    if (cause instanceof IOException io) {
      return io;
    }
    String[] parts = String.valueOf(e.getMessage()).split("\nMessage: ", 2);
    String message = parts[parts.length - 1];
    return message.contains(INVALID_CHARACTER)
        ? new InvalidTextException(UserFileError.XML_WRONG_ENCODING)
        : new InvalidTextException(UserFileError.XML_INVALID, ParserMessage.shorten(message));
  }

  /**
   * Skips to the end of an open element.
   *
   * @param elementDepth the {@link #depth} of the element
   */
  void skipElement(int elementDepth) throws IOException {
    while (depth >= elementDepth) {
      next();
    }
  }

  String name() {
    return parser.getLocalName();
  }

  String text() {
    return parser.getText();
  }

  int attributeCount() {
    return parser.getAttributeCount();
  }

  /** An attribute's name; empty if it has a namespace, because no attribute of Alma has one. */
  String attributeName(int index) {
    String prefix = parser.getAttributePrefix(index);
    return prefix == null || prefix.isEmpty() ? parser.getAttributeLocalName(index) : "";
  }

  String attribute(int index) {
    return parser.getAttributeValue(index);
  }

  /** Whether {@code xsi:nil} marks the element as having no value. */
  boolean isNil() {
    String nil = parser.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
    return "true".equals(nil) || "1".equals(nil);
  }
}
