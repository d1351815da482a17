package org.rollcall.cli.userfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.rollcall.error.Fault;

/** Translates Jackson's exceptions. */
final class JsonErrors {

  private JsonErrors() {}

  /** The error of a record. The message is Jackson's, without its hints for programmers. */
  static Fault translate(String place, JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return Fault.of(place, UserFileError.RECORD_TOO_COMPLEX);
    }
    String message =
        e.getOriginalMessage()
            .replaceAll("\\s*\\(?(start marker )?at \\[Source:[^\\]]*\\]\\)?", "")
            .replaceAll(": enable `[^`]*` to allow.*", "");
    return Fault.of(place, UserFileError.RECORD_NOT_JSON, ParserMessage.shorten(message));
  }

  /** The line of the error in the text, from 1. */
  static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }
}
