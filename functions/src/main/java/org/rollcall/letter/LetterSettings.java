package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.json.Fields;

/**
 * What a type's {@code letter.json} says.
 *
 * @param from the sender: the type's own, or the stack's
 * @param respectsOptOut whether users get no such letter who have opted out of it
 */
public record LetterSettings(
    boolean enabled,
    Optional<String> description,
    Optional<String> from,
    Optional<String> replyTo,
    boolean respectsOptOut) {

  public LetterSettings {
    requireNonNull(description, "description is null");
    requireNonNull(from, "from is null");
    requireNonNull(replyTo, "replyTo is null");
  }

  /** Reads the file, noting every fault; a type that is switched off is none. */
  static LetterSettings read(String type, Fields file, Optional<String> sender) {
    boolean enabled = file.flag("enabled").orElse(true);
    Optional<String> description = file.text("description");
    Optional<String> from = MailAddress.read(file, "from").or(() -> sender);
    Optional<String> replyTo = MailAddress.read(file, "reply_to");
    boolean respectsOptOut = file.flag("respects_opt_out").orElse(false);
    file.rejectUnknownKeys();
    if (from.isEmpty() && !file.has("from")) {
      file.fault("from", "is missing, and the stack has no sender of its own");
    }
    if (respectsOptOut && type.equals(NotificationTypes.PASSWORD_CHANGE)) {
      file.fault(
          "respects_opt_out",
          "must not be true here: whoever is given a new password has to be told");
    }
    return new LetterSettings(enabled, description, from, replyTo, respectsOptOut);
  }
}
