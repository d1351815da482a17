package org.rollcall.preview;

import java.time.Instant;
import java.util.Optional;

/**
 * The end of a preview before it expires: the object {@code discarded.json} in its folder. A
 * preview that has this object cannot be confirmed. Nobody needs to trust it: who writes it can
 * only prevent a confirm.
 *
 * @param at when it was discarded
 * @param by the primary ID of the person who discarded it; empty if a person was erased from it
 * @param message the reason in a sentence
 */
public record PreviewDiscard(Instant at, Optional<String> by, String message) {

  /** A preview that an operator does not want any more. */
  public static PreviewDiscard byOperator(String operator, Instant now) {
    return new PreviewDiscard(now, Optional.of(operator), "The preview was discarded.");
  }

  /** A preview with a member whose data was erased. */
  public static PreviewDiscard byErasure(Instant now) {
    return new PreviewDiscard(
        now,
        Optional.empty(),
        "The preview has expired, because the data of one of its members was erased. Make another"
            + " preview.");
  }
}
