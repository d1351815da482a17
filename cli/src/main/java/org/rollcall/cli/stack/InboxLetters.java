package org.rollcall.cli.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.letter.LetterTags;
import org.rollcall.user.PrimaryId;

/**
 * Finds letters in the inbox by the message tags in their headers. This includes letters that are
 * in no ledger, such as the first copy of a letter that was sent twice. Test letters have no tags,
 * because they are sent to another person.
 */
final class InboxLetters {

  private static final String TAGS_FIELD = "X-SES-MESSAGE-TAGS:";

  private InboxLetters() {}

  /** The letters that jobs have sent to a user with one of these IDs. */
  static List<Path> find(Set<PrimaryId> ids, Path inbox) {
    try (Stream<Path> files = Files.list(inbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(
              file ->
                  LetterTags.of(tags(file)).filter(tags -> ids.contains(tags.user())).isPresent())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> tags(Path letter) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : tagsField(letter).split(",", -1)) {
      String[] parts = tag.strip().split("=", 2);
      if (parts.length == 2) {
        tags.put(parts[0], parts[1]);
      }
    }
    return tags;
  }

  /** The value of the header field, which may be folded over several lines; empty if missing. */
  private static String tagsField(Path letter) {
    try (BufferedReader lines = Files.newBufferedReader(letter, StandardCharsets.ISO_8859_1)) {
      StringBuilder field = new StringBuilder();
      boolean isInField = false;
      for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
        isInField = line.startsWith(TAGS_FIELD) || (isInField && line.startsWith(" "));
        if (isInField) {
          field.append(line.startsWith(TAGS_FIELD) ? line.substring(TAGS_FIELD.length()) : line);
        }
        line = lines.readLine();
      }
      return field.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
