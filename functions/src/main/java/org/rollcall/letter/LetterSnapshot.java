package org.rollcall.letter;

import java.util.Map;
import java.util.Optional;

/**
 * The letter of a notification type as it was when a job started. It is stored in the job's folder,
 * so that later changes to the letter do not affect the job.
 *
 * @param respectsOptOut whether the letter is not sent to users who opted out of it, see {@link
 *     OptOut}
 * @param languages for each language, such as {@code fr-ca}, its three files by name, with header
 *     and footer inserted
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
