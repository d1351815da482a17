package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.letter.MailAddress;

/**
 * The letter that a job sends.
 *
 * @param type its notification type
 * @param testTo for a test: who gets the first letters instead of the members
 */
public record LetterRequest(String type, Optional<String> testTo) {

  private static final int LONGEST_TYPE = 255;

  public LetterRequest {
    requireNonNull(type, "type is null");
    requireNonNull(testTo, "testTo is null");
  }

  static Optional<LetterRequest> read(Fields fields) {
    Optional<String> type = fields.required("type", key -> fields.line(key, LONGEST_TYPE));
    Optional<String> testTo = MailAddress.read(fields, "test_to");
    fields.rejectUnknownKeys();
    return type.map(found -> new LetterRequest(found, testTo));
  }
}
