package org.rollcall.cli.userfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * What is wrong with a JSON text, in words for people: Jackson's, without those for programmers.
 */
final class JsonErrors {

  private JsonErrors() {}

  /** A clause about the text. */
  static String of(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return "it has a number of more than 1,000 digits, or is nested more than 1,000 deep";
    }
    String message =
        e.getOriginalMessage()
            .replaceAll("\\s*\\(?(start marker )?at \\[Source:[^\\]]*\\]\\)?", "")
            .replaceAll(": enable `[^`]*` to allow.*", "");
    return "it is not JSON: " + ParserMessage.of(message);
  }

  /** The line of the text, from 1, on which the fault is. */
  static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
  }
}
