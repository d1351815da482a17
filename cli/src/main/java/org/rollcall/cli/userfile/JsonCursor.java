package org.rollcall.cli.userfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import org.rollcall.json.Json;
import org.rollcall.local.admin.InvalidRecordException;

/**
 * Reads a JSON text token by token. Jackson detects UTF-8, UTF-16 and UTF-32, and limits the length
 * of names, numbers and strings. This class limits the length of a record. See D-113.
 */
final class JsonCursor extends JsonParserDelegate {

  private static final JsonFactory FACTORY = new JsonFactory();

  private static final ObjectReader VALUE_READER =
      Json.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final long NO_RECORD = Long.MAX_VALUE;

  private long recordStart = NO_RECORD;

  JsonCursor(InputStream text) throws IOException {
    super(FACTORY.createParser(text));
  }

  /** The line of the next character, from 1. */
  int line() {
    return currentLocation().getLineNr();
  }

  /** Starts a record at the current token. */
  void startRecord() {
    recordStart = position();
  }

  /** Ends the record, or moves to a part of the text that is no record. */
  void endRecord() {
    recordStart = NO_RECORD;
  }

  /** The length of the record up to the current token, in bytes of UTF-8, or in characters. */
  int recordLength() {
    return (int) (position() - recordStart);
  }

  private long position() {
    JsonLocation location = currentLocation();
    return Math.max(location.getByteOffset(), location.getCharOffset());
  }

  private boolean isTooLong() {
    return position() - recordStart > UserFile.MAX_RECORD_LENGTH;
  }

  /**
   * Moves to the next token.
   *
   * @throws InvalidRecordException if the record is too long; {@link #skipTo} moves to its end
   */
  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (isTooLong()) {
      throw new InvalidRecordException(UserFileError.RECORD_TOO_LONG);
    }
    return token;
  }

  /**
   * Reads the value that starts at the current token.
   *
   * @throws InvalidRecordException if the record is too long or has a field twice; {@link #skipTo}
   *     moves to its end
   */
  JsonNode readValue() throws IOException {
    try {
      return VALUE_READER.readTree(this);
    } catch (DatabindException e) {
      throw new InvalidRecordException(UserFileError.RECORD_NOT_JSON, reason(e));
    }
  }

  /** Skips to the end of all values that were opened in a context. */
  void skipTo(JsonStreamContext context) throws IOException {
    while (getParsingContext() != context) {
      delegate.nextToken();
    }
  }

  /** The error after which Jackson cannot go on. */
  InvalidTextException translate(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return new InvalidTextException(
          isTooLong() ? UserFileError.RECORD_TOO_LONG : UserFileError.RECORD_TOO_COMPLEX);
    }
    if (e instanceof JsonEOFException) {
      return new InvalidTextException(UserFileError.JSON_INCOMPLETE);
    }
    return e.getOriginalMessage().startsWith("Invalid UTF-8")
        ? new InvalidTextException(UserFileError.RECORD_NOT_UTF8)
        : new InvalidTextException(UserFileError.RECORD_NOT_JSON, reason(e));
  }

  /** Jackson's message, without its hints for programmers. */
  private static String reason(JsonProcessingException e) {
    return ParserMessage.shorten(
        e.getOriginalMessage()
            .replaceAll("\\s*\\(?(start marker )?at \\[Source:[^\\]]*\\]\\)?", "")
            .replaceAll(" for `ObjectNode`: .*|: enable `[^`]*` to allow.*", ""));
  }
}
