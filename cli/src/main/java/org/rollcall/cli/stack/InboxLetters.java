package org.rollcall.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.PrimaryId;

/**
 * Finds letters in the inbox by the message tags in their headers. This includes letters that are
 * in no ledger, such as the first copy of a letter that was sent twice. Test letters have no tags,
 * because they are sent to another person.
 */
public final class InboxLetters {

  /** The field of a message that has its tags. */
  public static final String TAGS_FIELD = "X-SES-MESSAGE-TAGS";

  private InboxLetters() {}

  /** The letters that jobs have sent to a user with one of these IDs. */
  static List<Path> find(Set<PrimaryId> ids, Path inbox) {
    try (Stream<Path> files = Files.list(inbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml") && Files.isRegularFile(file))
          .filter(
              file ->
                  LetterTags.of(tags(file)).filter(tags -> ids.contains(tags.user())).isPresent())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> tags(Path letter) {
    var parser = new DefaultMessageBuilder();
    parser.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    try (InputStream message = Files.newInputStream(letter)) {
      @Nullable Field field = parser.parseHeader(message).getField(TAGS_FIELD);
      return field == null ? Map.of() : tags(field.getBody());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tags in a message's field {@link #TAGS_FIELD}.
   *
   * @return empty if the message is not a job's letter
   */
  public static Optional<LetterTags> read(String field) {
    return LetterTags.of(tags(field));
  }

  private static Map<String, String> tags(String field) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : field.split(",", -1)) {
      String[] parts = tag.strip().split("=", 2);
      if (parts.length == 2) {
        tags.put(parts[0], parts[1]);
      }
    }
    return tags;
  }
}
