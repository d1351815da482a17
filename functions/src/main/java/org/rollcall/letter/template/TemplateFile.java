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
import org.rollcall.json.InputError;

/** Reads the files of a letter. Templates are UTF-8, with or without a byte order mark. */
public final class TemplateFile {

  /** The maximum size of a file. A letter's body should be much smaller. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final Pattern CONTROL_CHARACTER =
      Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n\\f]]|[\uFFFE\uFFFF]");

  private TemplateFile() {}

  /**
   * Reads an object. An object that does not exist is read as empty.
   *
   * @return empty, after an error, if it is too large
   */
  public static Optional<byte[]> read(Bucket bucket, String key, Faults faults) {
    try {
      return Optional.of(bucket.get(key, MAX_BYTES).orElse(new byte[0]));
    } catch (ObjectTooLargeException e) {
      return faults.add(key, e.code(), e.maxKibibytes());
    }
  }

  /** Reads and decodes a template; empty after an error. */
  public static Optional<String> readText(Bucket bucket, String key, Faults faults) {
    return read(bucket, key, faults).flatMap(content -> decode(content, key, faults));
  }

  /** Decodes a template; empty after an error. */
  static Optional<String> decode(byte[] content, String key, Faults faults) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return faults.add(key, TemplateError.TEMPLATE_NOT_UTF8);
    }
    Matcher control = CONTROL_CHARACTER.matcher(text);
    if (control.find()) {
      long line = text.substring(0, control.start()).chars().filter(c -> c == '\n').count() + 1;
      return faults.add(key + " line " + line, InputError.CONTROL_CHARACTER);
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
