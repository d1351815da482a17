package org.rollcall.letter.template;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;

/** The files of a letter: bounded, and templates UTF-8, with or without a byte order mark. */
public final class TemplateFile {

  /** The largest, in bytes: a letter's body should be far below. */
  public static final int LARGEST = 256 * 1024;

  private static final Pattern NO_TEXT =
      Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n\\f]]|[\uFFFE\uFFFF]");

  private TemplateFile() {}

  /**
   * What is in the bucket, where there may be anything; empty content where there is nothing.
   *
   * @return nothing, and a fault noted, if it is too large
   */
  public static Optional<byte[]> read(Bucket bucket, String key, Faults faults) {
    try {
      return Optional.of(bucket.get(key, LARGEST).orElse(new byte[0]));
    } catch (ObjectTooLargeException e) {
      faults.add(key, e.problem());
      return Optional.empty();
    }
  }

  /**
   * The text.
   *
   * @return nothing, and a fault noted, if it is none
   */
  public static Optional<String> text(byte[] content, String key, Faults faults) {
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
