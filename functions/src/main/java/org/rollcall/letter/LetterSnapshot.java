package org.rollcall.letter;

import java.util.Map;
import java.util.Optional;

/**
 * A notification type's letter as it was when a job started, kept in the job's folder so that it
 * does not change under the job.
 *
 * @param respectsOptOut whether users get no such letter who have opted out of it, see {@link
 *     OptOut}
 * @param languages for each language, such as {@code fr-ca}, its three files by name, with the
 *     header and footer in their places
 */
public record LetterSnapshot(
    String type,
    String from,
    Optional<String> replyTo,
    boolean respectsOptOut,
    Institution institution,
    Map<String, Map<String, String>> languages) {

  public LetterSnapshot {
    languages = Map.copyOf(languages);
  }
}
