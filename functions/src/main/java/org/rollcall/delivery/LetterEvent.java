package org.rollcall.delivery;

import org.rollcall.letter.ses.LetterTags;

/**
 * An event of SES about one letter of a job.
 *
 * @param address the address to which the letter was sent
 * @param record what the job's folder keeps of the event
 */
public record LetterEvent(LetterTags letter, String address, DeliveryRecord record) {

  /** Contains no personal data. */
  @Override
  public String toString() {
    return record.kind() + " for a letter of job " + letter.jobId();
  }
}
