package org.rollcall.report;

import java.util.Locale;
import org.rollcall.error.Reason;

/**
 * What to do for the members of a group that need attention, in one sentence.
 *
 * @param kind the kind of the job
 * @param again how the job is done again for them, such as {@code retry the job}
 * @param rest how it is done for members that a retry does not take
 */
record NextSteps(Kind kind, String again, String rest) {

  /** Kinds of jobs after which different things can be done. */
  private enum Kind {
    JOB,
    UNDO,
    REDO,
    PREVIEW_OF_UNDO,
    /** After a job that was undone, nothing is to be done for its members. */
    UNDONE
  }

  private static final NextSteps RUN =
      new NextSteps(Kind.JOB, "retry the job", "run the job for these members");

  /** Neither can be retried. */
  private static final NextSteps PREVIEW =
      new NextSteps(Kind.JOB, "preview the job again", "preview the job again");

  private static final NextSteps TEST =
      new NextSteps(Kind.JOB, "test the letter again", "test the letter again");

  private static final NextSteps UNDONE = new NextSteps(Kind.UNDONE, "", "");

  private static final NextSteps UNDO = new NextSteps(Kind.UNDO, "retry the undo", "");
  private static final NextSteps REDO = new NextSteps(Kind.REDO, "retry the redo", "");

  private static final NextSteps PREVIEW_OF_UNDO =
      new NextSteps(Kind.PREVIEW_OF_UNDO, "preview it again", "preview it again");

  /** The steps after a job. */
  static NextSteps after(Report report) {
    if (report.undoneBy().isPresent()) {
      return UNDONE;
    }
    if (report.isRedo().isPresent()) {
      return report.isPreview() ? PREVIEW_OF_UNDO : report.undoes() ? UNDO : REDO;
    }
    return report.isPreview() ? PREVIEW : report.testTo().isPresent() ? TEST : RUN;
  }

  /** The next step for a reason after a run; empty if the reason itself says it. */
  static String ofRun(Reason reason) {
    return RUN.of(reason);
  }

  /** The next step for a reason; empty if the reason itself says it. */
  String of(Reason reason) {
    return switch (kind) {
      case JOB -> step(reason);
      case UNDONE -> "";
      case UNDO, REDO, PREVIEW_OF_UNDO -> stepAfterUndo(reason);
    };
  }

  /**
   * The next step after an undo, a redo, or a preview of one. It has no set. Only a retry can
   * follow it, because the job counts as undone, and a retry does not process members that were
   * skipped.
   */
  private String stepAfterUndo(Reason reason) {
    boolean isPreview = kind == Kind.PREVIEW_OF_UNDO;
    return switch (reason) {
      case NOT_FOUND -> "Nothing: the user was deleted, or has another primary ID now.";
      case OWN_RECORD ->
          "Let another operator " + (isPreview ? "preview it." : "correct the record by hand.");
      case ADMINISTRATOR_RECORD ->
          "Let a user administrator " + (isPreview ? "preview it." : "correct the record by hand.");
      case STAFF_RECORD ->
          isPreview
              ? "Preview it again with limits.include_staff, if these users shall be included."
              : byHand("undo the job again with limits.include_staff");
      case CHANGED_SINCE_PREVIEW -> byHand("preview the undo of the job again");
      case CHANGE_UNKNOWN -> "Look at the records, and correct by hand what is missing.";
      default -> step(reason);
    };
  }

  private String byHand(String afterRedo) {
    return "Correct these users by hand"
        + (kind == Kind.UNDO ? "; or undo this undo, and " + afterRedo : "")
        + ".";
  }

  private String step(Reason reason) {
    return switch (reason) {
      case NO_PREFERRED_EMAIL ->
          "Add an email address to the record and mark it as preferred, then "
              + again
              + "; or reach these people by phone or post.";
      case SEVERAL_ADDRESSES ->
          "Mark only one email address of the record as preferred, then " + again + ".";
      case UNUSABLE_ADDRESS -> "Correct the email address in the record, then " + again + ".";
      case LETTER_SUPPRESSED ->
          "Remove the address from the suppression list of Amazon SES, or ask these people for another"
              + " one and correct the record, then "
              + again
              + ".";
      case ADDRESS_BOUNCED, LETTER_BOUNCED ->
          "Ask these people for another email address, correct the record, then " + again + ".";
      case LETTER_COMPLAINED -> "Do not write to these people again by email.";
      case REFUSED -> "Correct the address, then " + again + ".";
      case LETTER_REJECTED ->
          "Check the texts and links of the letter. A retry sends the same texts; for other texts, run"
              + " a new job for these people.";
      case SENDER_NOT_VERIFIED ->
          "Verify the sender in Amazon SES, or change it in letter.json or in the stack, then "
              + again
              + ".";
      case SENDING_DENIED ->
          "Correct the stack's rights and its configuration of Amazon SES, then " + again + ".";
      case RECIPIENT_NOT_VERIFIED ->
          "Ask AWS for production access to Amazon SES, then " + again + ".";
      case SES_FAILED,
          SES_UNCLEAR,
          LETTER_NOT_REACHED,
          LETTER_BEING_SENT,
          NOT_REACHED,
          NOT_IN_RECORD,
          IN_HAND,
          INTERNAL_ERROR ->
          again.substring(0, 1).toUpperCase(Locale.ROOT) + again.substring(1) + ".";
      case SENDING_PAUSED -> "Let Amazon SES resume sending for the account, then " + again + ".";
      case DAILY_QUOTA_SPENT -> "Wait 24 hours, then " + again + ".";
      case PRIORITY_QUOTA_SPENT ->
          "Wait 24 hours, or raise the priority of the letter's type, then " + again + ".";
      case SUPERSEDED -> "Nothing: a later job has sent or will send a valid password.";
      case NOT_FOUND, AMBIGUOUS_IDENTIFIER ->
          "Correct the identifier in the set, or load the user, then " + rest + ".";
      case BROKEN_RECORD -> "Correct the record, load it with --replace, then " + again + ".";
      case SET_QUERY_FAILED, WHEN_FAILED -> "Correct the query or the record, then " + again + ".";
      case CHANGE_UNKNOWN ->
          "Look at the records. Run a new job for the users whose change is missing.";
      case NO_EXTERNAL_ID -> "Set external_id in the same job.";
      case CONFLICT, WRITE_REFUSED, FAILURE_LIMIT -> "Find the cause, then " + again + ".";
      case CHANGED_SINCE -> "Decide by hand which values are right.";
      case CREDENTIAL_USED -> "Convert the account with another job, if it must become external.";
      case BEFORE_IMAGE_LOST ->
          "Correct the record by hand. The changed fields are in users.csv of the undone job, if its"
              + " report still knows them.";
      case CHANGED_SINCE_PREVIEW -> "Make another preview for these users.";
      case OWN_RECORD -> "Let another operator run a job for this user.";
      default -> "";
    };
  }
}
