package org.rollcall.prepare;

import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.letter.MailAddress;

/**
 * The key {@code notify} of a job's input.
 *
 * @param type the notification type
 * @param testTo the address that gets the first letters as a test; empty if the job is not a test
 */
public record LetterRequest(String type, Optional<String> testTo) {

  private static final int MAX_TYPE_LENGTH = 255;

  static Optional<LetterRequest> read(Fields fields) {
    Optional<String> type = fields.required("type", key -> fields.line(key, MAX_TYPE_LENGTH));
    Optional<String> testTo = MailAddress.read(fields, "test_to");
    fields.rejectUnknownKeys();
    return type.map(found -> new LetterRequest(found, testTo));
  }
}
