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
 * The letters in the inbox that jobs have written to somebody, by the tags in their heads: also
 * those that no ledger knows, such as the first copy of one that went out twice. The letters of a
 * test have no tags, since they go to somebody else.
 */
final class InboxLetters {

  private static final String TAGS = "X-SES-MESSAGE-TAGS:";

  private InboxLetters() {}

  static List<Path> person(Set<PrimaryId> names, Path inbox) {
    try (Stream<Path> files = Files.list(inbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .filter(
              file ->
                  LetterTags.of(tags(file)).filter(tags -> names.contains(tags.user())).isPresent())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> tags(Path letter) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : field(letter).split(",", -1)) {
      String[] parts = tag.strip().split("=", 2);
      if (parts.length == 2) {
        tags.put(parts[0], parts[1]);
      }
    }
    return tags;
  }

  /** The field of the tags, which may go on over several lines; empty if there is none. */
  private static String field(Path letter) {
    try (BufferedReader lines = Files.newBufferedReader(letter, StandardCharsets.ISO_8859_1)) {
      StringBuilder field = new StringBuilder();
      boolean isIn = false;
      for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
        isIn = line.startsWith(TAGS) || (isIn && line.startsWith(" "));
        if (isIn) {
          field.append(line.startsWith(TAGS) ? line.substring(TAGS.length()) : line);
        }
        line = lines.readLine();
      }
      return field.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
