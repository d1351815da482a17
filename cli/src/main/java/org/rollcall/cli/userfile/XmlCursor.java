package org.rollcall.cli.userfile;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.exc.WstxParsingException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.io.input.ProxyInputStream;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;
import org.rollcall.local.admin.InvalidRecordException;

/**
 * Reads an XML text event by event. Woodstox detects the encoding, and limits the depth. This class
 * limits the length of a record, and of what Woodstox keeps in memory. The parser never reads other
 * files. See D-113.
 */
final class XmlCursor extends StreamReader2Delegate {

  /**
   * The processing instruction of files that Rollcall has exported. Other programs ignore it. The
   * users of such a file are as they were stored.
   */
  static final String EXPORT = "rollcall-export";

  private static final int MAX_DEPTH = 1000;

  /** The maximum number of names. It is limited because Woodstox keeps every name in memory. */
  private static final int MAX_NAMES = 10_000;

  private static final long NO_RECORD = Long.MAX_VALUE;

  private static final XMLInputFactory2 FACTORY = factory();

  private final TokenLimit limit;
  private final int skippedLines;
  private final Set<String> names = new HashSet<>();
  private long recordStart = NO_RECORD;
  private boolean isExport;

  /**
   * Limits how much the parser reads between two events. Woodstox does not limit the length of a
   * name.
   */
  private static final class TokenLimit extends ProxyInputStream {

    /** In bytes. No parser reads ahead so far, and no part of a valid record is so long. */
    private static final int MAX_LENGTH = 2 * UserFile.MAX_RECORD_LENGTH;

    private int length;

    TokenLimit(InputStream in) {
      super(in);
    }

    @Override
    protected void afterRead(int bytes) throws IOException {
      length += Math.max(0, bytes);
      if (length > MAX_LENGTH) {
        throw new InvalidTextException(UserFileError.XML_TOKEN_TOO_LONG);
      }
    }
  }

  private XmlCursor(XMLStreamReader parser, TokenLimit limit, int skippedLines) {
    super((XMLStreamReader2) parser);
    this.limit = limit;
    this.skippedLines = skippedLines;
  }

  private static XMLInputFactory2 factory() {
    // The only implementation of this class on the class path is Woodstox.
    XMLInputFactory2 factory = (XMLInputFactory2) XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Integer.MAX_VALUE);
    return factory;
  }

  /**
   * Opens a text. Skips blanks before the XML declaration, although XML does not allow them. If the
   * declared encoding contradicts the first bytes, the bytes are right: some programs declare
   * UTF-16 and write UTF-8.
   *
   * @throws InvalidTextException if the XML declaration is invalid
   */
  static XmlCursor open(BufferedInputStream in) throws IOException {
    int skippedLines = skipBlanks(in);
    in.mark(2 * TokenLimit.MAX_LENGTH);
    String head = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
    in.reset();
    TokenLimit limit = new TokenLimit(in);
    try {
      return new XmlCursor(FACTORY.createXMLStreamReader(limit), limit, skippedLines);
    } catch (WstxParsingException wrongEncoding) {
      in.reset();
      return open(limit, head.indexOf('\0') < 0 ? "UTF-8" : "UTF-16", skippedLines);
    } catch (XMLStreamException e) {
      throw translate(e);
    }
  }

  private static XmlCursor open(TokenLimit limit, String encoding, int skippedLines)
      throws IOException {
    try {
      return new XmlCursor(FACTORY.createXMLStreamReader(limit, encoding), limit, skippedLines);
    } catch (XMLStreamException e) {
      throw translate(e);
    }
  }

  private static int skipBlanks(BufferedInputStream in) throws IOException {
    int lines = 0;
    int next;
    do {
      in.mark(1);
      next = in.read();
      lines += next == '\n' ? 1 : 0;
    } while (Character.isWhitespace(next));
    in.reset();
    return lines;
  }

  /** The line of the next character, from 1. */
  int line() {
    return skippedLines + getLocationInfo().getCurrentLocation().getLineNumber();
  }

  /** Whether the file was exported by Rollcall, according to what was read of it. */
  boolean isExport() {
    return isExport;
  }

  /** Starts a record at the current event. */
  void startRecord() {
    recordStart = getLocationInfo().getStartingCharOffset();
  }

  /** Ends the record. */
  void endRecord() {
    recordStart = NO_RECORD;
  }

  /** The length of the record up to the current event, in characters. */
  int recordLength() throws XMLStreamException {
    return (int) (getLocationInfo().getEndingCharOffset() - recordStart);
  }

  /**
   * Moves to the next event that is not a comment or a processing instruction.
   *
   * @throws InvalidRecordException if the record is too long; {@link #endRecord} allows to skip its
   *     rest
   * @throws XMLStreamException if the XML is invalid, refers to other files, or exceeds a limit
   */
  @Override
  public int next() throws XMLStreamException {
    int event;
    do {
      limit.length = 0;
      event = super.next();
      isExport |=
          event == XMLStreamConstants.PROCESSING_INSTRUCTION && getPITarget().equals(EXPORT);
    } while (event == XMLStreamConstants.COMMENT
        || event == XMLStreamConstants.PROCESSING_INSTRUCTION);
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> checkNames();
      case XMLStreamConstants.DTD -> throw invalid(UserFileError.XML_DOCTYPE);
      case XMLStreamConstants.ENTITY_REFERENCE -> throw invalid(UserFileError.XML_UNKNOWN_ENTITY);
      default -> {}
    }
    if (getLocationInfo().getEndingCharOffset() - recordStart > UserFile.MAX_RECORD_LENGTH) {
      throw new InvalidRecordException(UserFileError.RECORD_TOO_LONG);
    }
    return event;
  }

  private void checkNames() throws XMLStreamException {
    names.add(getPrefixedName());
    for (int i = 0; i < getAttributeCount(); i++) {
      names.add(getAttributeLocalName(i));
    }
    for (int i = 0; i < getNamespaceCount(); i++) {
      names.add(getNamespacePrefix(i) + "=" + getNamespaceURI(i));
    }
    if (names.size() > MAX_NAMES) {
      throw invalid(UserFileError.XML_TOO_MANY_NAMES);
    }
  }

  private static XMLStreamException invalid(UserFileError code) {
    return new XMLStreamException(new InvalidTextException(code));
  }

  /** Skips to the end of the open element at a depth. */
  void skipTo(int depth) throws XMLStreamException {
    while (getEventType() != XMLStreamConstants.END_ELEMENT || getDepth() != depth) {
      next();
    }
  }

  /** The exception of the input, or the error after which Woodstox cannot go on. */
  static IOException translate(XMLStreamException e) {
    Throwable cause = e.getNestedException() == null ? e.getCause() : e.getNestedException();
    if (cause instanceof CharConversionException) {
      return new InvalidTextException(UserFileError.XML_WRONG_ENCODING);
    }
    if (cause instanceof IOException io) {
      return io;
    }
    if (e instanceof WstxIOException) {
      return new InvalidTextException(UserFileError.XML_UNKNOWN_ENCODING);
    }
    String message = String.valueOf(e.getMessage()).split("\n at \\[", 2)[0];
    return message.startsWith("Maximum Element Depth")
        ? new InvalidTextException(UserFileError.XML_TOO_DEEP)
        : new InvalidTextException(UserFileError.XML_INVALID, ParserMessage.ofXml(message));
  }
}
