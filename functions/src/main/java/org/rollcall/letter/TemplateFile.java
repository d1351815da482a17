package org.rollcall.letter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Faults;

/** The text of a template's file: UTF-8 of a bounded size, with or without a byte order mark. */
final class TemplateFile {

  /** The largest template, in bytes: a letter's body should be far below. */
  private static final int LARGEST = 256 * 1024;

  private static final Pattern NO_TEXT =
      Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n\\f]]|[\uFFFE\uFFFF]");

  private TemplateFile() {}

  /**
   * The text.
   *
   * @return nothing, and a fault noted, if it is none
   */
  static Optional<String> text(byte[] content, String key, Faults faults) {
    if (content.length > LARGEST) {
      faults.add(key, "is larger than " + LARGEST / 1024 + " KiB");
      return Optional.empty();
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      faults.add(key, "is not UTF-8 text");
      return Optional.empty();
    }
    Matcher control = NO_TEXT.matcher(text);
    if (control.find()) {
      long line = text.substring(0, control.start()).chars().filter(c -> c == '\n').count() + 1;
      faults.add(key + " line " + line, "has a control character, which no letter needs");
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
