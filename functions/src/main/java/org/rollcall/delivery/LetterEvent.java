package org.rollcall.delivery;

import static java.util.Objects.requireNonNull;

import org.rollcall.job.DeliveryRecord;
import org.rollcall.letter.LetterTags;

/**
 * What SES tells of one letter of a job.
 *
 * @param letter whose letter
 * @param address where it was sent
 */
public record LetterEvent(LetterTags letter, String address, DeliveryRecord note) {

  public LetterEvent {
    requireNonNull(letter, "letter is null");
    requireNonNull(address, "address is null");
    requireNonNull(note, "note is null");
  }

  /** Nothing personal. */
  @Override
  public String toString() {
    return note.kind() + " for a letter of the job " + letter.jobId();
  }
}
