package org.rollcall.letter;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.json.Fields;

/**
 * The settings of a letter type, from its {@code letter.json}.
 *
 * @param from the sender in the file, by default the stack's sender
 * @param respectsOptOut whether users who have opted out do not get the letter
 * @param priority see {@link LetterSnapshot}
 */
public record LetterSettings(
    boolean enabled,
    Optional<String> description,
    Optional<String> from,
    Optional<String> replyTo,
    boolean respectsOptOut,
    OptionalInt priority) {

  private static final int MAX_PRIORITY = 100;

  /**
   * Reads the file and adds its errors to the file's faults. A disabled type is not an error.
   *
   * @param defaultSender the sender if the file names none
   */
  static LetterSettings read(String type, Fields file, Optional<String> defaultSender) {
    boolean enabled = file.flag("enabled").orElse(true);
    Optional<String> description = file.text("description");
    Optional<String> from = MailAddress.read(file, "from").or(() -> defaultSender);
    Optional<String> replyTo = MailAddress.read(file, "reply_to");
    boolean respectsOptOut = file.flag("respects_opt_out").orElse(false);
    OptionalInt priority = file.count("priority");
    file.rejectUnknownKeys();
    if (priority.orElse(MAX_PRIORITY) > MAX_PRIORITY) {
      file.fault("priority", LetterError.PRIORITY_TOO_HIGH, MAX_PRIORITY);
    }
    if (from.isEmpty() && !file.has("from")) {
      file.fault("from", LetterError.SENDER_MISSING);
    }
    if (respectsOptOut && type.equals(NotificationTypes.PASSWORD_CHANGE)) {
      file.fault("respects_opt_out", LetterError.OPT_OUT_NOT_POSSIBLE);
    }
    return new LetterSettings(enabled, description, from, replyTo, respectsOptOut, priority);
  }

  /** The letter with these settings; empty without a sender. */
  Optional<LetterSnapshot> snapshot(
      String type, Institution institution, Map<String, Map<String, String>> languages) {
    return from.map(
        sender ->
            new LetterSnapshot(
                type, sender, replyTo, respectsOptOut, priority, institution, languages));
  }
}
