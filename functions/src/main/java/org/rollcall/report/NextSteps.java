package org.rollcall.report;

import org.rollcall.error.Reason;

/** What to do for the members of a group that need attention, in one sentence. */
final class NextSteps {

  private NextSteps() {}

  /** The next step for a reason; empty if the reason itself says it. */
  static String of(Reason reason) {
    return switch (reason) {
      case NO_PREFERRED_EMAIL ->
          "Add an email address to the record and mark it as preferred, then retry the job; or reach"
              + " these people by phone or post.";
      case SEVERAL_ADDRESSES ->
          "Mark only one email address of the record as preferred, then retry the job.";
      case UNUSABLE_ADDRESS -> "Correct the email address in the record, then retry the job.";
      case LETTER_SUPPRESSED ->
          "Remove the address from the suppression list of Amazon SES, or ask these people for another"
              + " one and correct the record. Then retry the job.";
      case ADDRESS_BOUNCED, LETTER_BOUNCED ->
          "Ask these people for another email address, correct the record, then retry the job.";
      case LETTER_COMPLAINED -> "Do not write to these people again by email.";
      case REFUSED -> "Correct the address, then retry the job.";
      case LETTER_REJECTED ->
          "Check the texts and links of the letter. A retry sends the same texts; for other texts, run"
              + " a new job for these people.";
      case SENDER_NOT_VERIFIED ->
          "Verify the sender in Amazon SES, or change it in letter.json or in the stack. Then retry the"
              + " job.";
      case SENDING_DENIED ->
          "Correct the stack's rights and its configuration of Amazon SES, then retry the job.";
      case RECIPIENT_NOT_VERIFIED ->
          "Ask AWS for production access to Amazon SES, then retry the job.";
      case SES_FAILED, SES_UNCLEAR, LETTER_NOT_REACHED, NOT_REACHED, IN_HAND, INTERNAL_ERROR ->
          "Retry the job.";
      case SENDING_PAUSED -> "Let Amazon SES resume sending for the account, then retry the job.";
      case DAILY_QUOTA_SPENT -> "Wait 24 hours, then retry the job.";
      case SUPERSEDED -> "Nothing: a later job has sent or will send a valid password.";
      case NOT_FOUND, AMBIGUOUS_IDENTIFIER ->
          "Correct the identifier in the set, or load the user, then run the job for these members.";
      case BROKEN_RECORD -> "Correct the record, load it with --replace, then retry the job.";
      case SET_QUERY_FAILED, WHEN_FAILED -> "Correct the query or the record, then retry the job.";
      case CHANGE_UNKNOWN ->
          "Look at the records. Run a new job for the users whose change is missing.";
      case NO_EXTERNAL_ID -> "Set external_id in the same job.";
      case CONFLICT, WRITE_REFUSED, FAILURE_LIMIT -> "Find the cause, then retry the job.";
      case CHANGED_SINCE_PREVIEW -> "Make another preview for these users.";
      default -> "";
    };
  }

  /** The next step in a preview, which cannot be retried. */
  static String ofPreview(Reason reason) {
    return of(reason)
        .replace("retry the job", "make another preview")
        .replace("Retry the job", "Make another preview");
  }
}
