package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.id.JobReference;
import org.rollcall.id.Sha256;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.EmailAddress;

/**
 * What a letter that is due depends on: its language, and the address as a digest. So a confirmed
 * job notices that either has changed, and the ledger does not contain the address. In JSON it is a
 * text such as {@code 0f3a5c7788991b2d en}. See D-160.
 *
 * @param address the first 16 hexadecimal digits of a digest of the address
 */
public record Recipient(String address, LetterLanguage language) {

  private static final int DIGITS = 16;

  /**
   * The recipient of a letter.
   *
   * @param origin the job that decided; the digests of two jobs cannot be compared otherwise
   */
  public static Recipient of(JobReference origin, EmailAddress address, LetterLanguage language) {
    byte[] text = (origin + " " + address.mailbox()).getBytes(StandardCharsets.UTF_8);
    return new Recipient(Sha256.hex(text).substring(0, DIGITS), language);
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if it has no language
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Recipient parse(String text) {
    String[] parts = text.split(" ", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException("a recipient without a language");
    }
    Optional<String> wished = parts.length == 2 ? Optional.empty() : Optional.of(parts[2]);
    return new Recipient(parts[0], new LetterLanguage(parts[1], wished));
  }

  /** The digest, the language, and the language that the user prefers, if it is another one. */
  @JsonValue
  @Override
  public String toString() {
    return address
        + " "
        + language.used()
        + language.wished().map(wished -> " " + wished).orElse("");
  }
}
