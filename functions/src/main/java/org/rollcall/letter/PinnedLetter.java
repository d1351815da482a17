package org.rollcall.letter;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A notification type's letter as it was when a job started, kept in the job's folder so that it
 * does not change under the job.
 *
 * @param languages for each language, such as {@code fr-ca}, its three files by name
 */
public record PinnedLetter(
    String type,
    String from,
    Optional<String> replyTo,
    Institution institution,
    Map<String, Map<String, String>> languages) {

  public PinnedLetter {
    languages = Map.copyOf(languages);
  }

  /** A language however people write it, such as {@code pt_BR}, as a key of {@link #languages}. */
  static String key(String language) {
    return language.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
