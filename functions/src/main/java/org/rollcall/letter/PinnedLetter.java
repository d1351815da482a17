package org.rollcall.letter;

import java.util.Map;
import java.util.Optional;

/**
 * A notification type's letter as it was when a job started, kept in the job's folder so that it
 * does not change under the job.
 *
 * @param languages for each language in lower case, its three files by name
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
}
