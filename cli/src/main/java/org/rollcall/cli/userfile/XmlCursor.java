package org.rollcall.cli.userfile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A place in an XML text, moved on from tag to tag. It reads nothing but that text, however the
 * text refers to others, and its memory does not grow with the text.
 */
final class XmlCursor {

  private static final int DEEPEST = 1000;

  /** The parser keeps every name that it meets. */
  private static final int MOST_NAMES = 10_000;

  /** How the parser names what is no text. */
  private static final String NO_TEXT = "0x" + Integer.toHexString(Encoding.NO_TEXT);

  private static final XMLInputFactory PARSERS = parsers();

  private final int linesBefore;
  private final BoundedReader leash;
  private final XMLStreamReader parser;
  private final Set<String> names = new HashSet<>();
  private int depth;

  /**
   * Begins a text, with what is before its first tag that must not be there: a mark, and blanks.
   *
   * @throws UnreadableTextException if it does not begin as XML
   */
  XmlCursor(Reader text) throws IOException {
    PushbackReader trimmed = new PushbackReader(new BufferedReader(text));
    linesBefore = skipBlanks(trimmed);
    leash = new BoundedReader(trimmed);
    try {
      parser = PARSERS.createXMLStreamReader(leash);
    } catch (XMLStreamException e) {
      throw reason(e);
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

  private static XMLInputFactory parsers() {
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

  /** The line, from 1. */
  int line() {
    return linesBefore + Math.max(1, parser.getLocation().getLineNumber());
  }

  /** In how many elements this place is. */
  int depth() {
    return depth;
  }

  /**
   * Moves on.
   *
   * @return what is found, one of {@link XMLStreamConstants}: a start or an end of an element,
   *     characters, or the end of the document
   * @throws UnreadableTextException if the text is not XML from here on, or refers to other texts
   * @throws IOException if the bytes cannot be read
   */
  int next() throws IOException {
    int event;
    do {
      leash.letOut();
      event = parse();
    } while (event == XMLStreamConstants.COMMENT
        || event == XMLStreamConstants.PROCESSING_INSTRUCTION);
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD ->
          throw new UnreadableTextException(
              "it has a DOCTYPE, with which it could reach for other files; Alma's files have none");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new UnreadableTextException("it has an entity that XML does not know by itself");
      default -> {}
    }
    return event;
  }

  private void start() throws UnreadableTextException {
    depth++;
    if (depth > DEEPEST) {
      throw new UnreadableTextException("its elements are nested more than " + DEEPEST + " deep");
    }
    names.add(parser.getLocalName());
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      names.add(parser.getAttributeLocalName(i));
    }
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      names.add(parser.getNamespacePrefix(i) + "=" + parser.getNamespaceURI(i));
    }
    if (names.size() > MOST_NAMES) {
      throw new UnreadableTextException("it has too many different names of elements");
    }
  }

  private int parse() throws IOException {
    try {
      return parser.next();
    } catch (XMLStreamException e) {
      throw reason(e);
    } catch (RuntimeException e) {
      // The JDK's parser has a few holes for what is not XML at all.
      throw new UnreadableTextException("it is not XML");
    }
  }

  private static IOException reason(XMLStreamException e) {
    Throwable cause = e.getNestedException() == null ? e.getCause() : e.getNestedException();
    if (cause instanceof IOException io) {
      return io;
    }
    String[] message = String.valueOf(e.getMessage()).split("\nMessage: ", 2);
    if (message[message.length - 1].contains(NO_TEXT)) {
      return new UnreadableTextException(
          "it is not text in the encoding that it names, or in UTF-8");
    }
    return new UnreadableTextException(
        "it is not XML: " + ParserMessage.of(message[message.length - 1]));
  }

  /** Moves to the end of the innermost element that is this deep, over all that is in it. */
  void leave(int deep) throws IOException {
    while (depth >= deep) {
      next();
    }
  }

  String name() {
    return parser.getLocalName();
  }

  String text() {
    return parser.getText();
  }

  int attributes() {
    return parser.getAttributeCount();
  }

  /** An attribute's name; empty if it is of a namespace and thus not Alma's. */
  String attributeName(int index) {
    String prefix = parser.getAttributePrefix(index);
    return prefix == null || prefix.isEmpty() ? parser.getAttributeLocalName(index) : "";
  }

  String attribute(int index) {
    return parser.getAttributeValue(index);
  }

  /** Whether the element says that it is not there. */
  boolean isNil() {
    String nil = parser.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
    return "true".equals(nil) || "1".equals(nil);
  }
}
