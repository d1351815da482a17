package org.rollcall.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;

/**
 * The letters that a job owes to its members for one reason. A retry sends them. See D-132.
 *
 * @param reason why they were not sent, or did not arrive
 * @param letters their number
 * @param message the reason in a sentence
 * @param next what to do before the retry, in a sentence
 */
public record OwedLetters(Reason reason, int letters, String message, String next) {

  /** The owed letters by reason, most letters first. */
  static List<OwedLetters> of(List<MemberRow> rows) {
    return rows.stream()
        .filter(MemberRow::letterOwed)
        .map(row -> row.reason().orElseGet(() -> ReasonText.of(Reason.LETTER_NOT_REACHED)))
        .collect(groupingBy(ReasonText::code, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            group ->
                new OwedLetters(
                    group.getKey(),
                    group.getValue().size(),
                    group.getValue().get(0).message(),
                    next(group.getKey())))
        .sorted(Comparator.comparingInt(OwedLetters::letters).reversed())
        .toList();
  }

  private static String next(Reason reason) {
    return switch (reason) {
      case NO_PREFERRED_EMAIL, SEVERAL_ADDRESSES, UNUSABLE_ADDRESS ->
          "Mark one valid email address of each user as preferred, load the records, and retry the"
              + " job.";
      case ADDRESS_BOUNCED, LETTER_BOUNCED ->
          "Give each user another preferred email address, load the records, and retry the job.";
      case LETTER_SUPPRESSED ->
          "Remove the addresses from the suppression list of Amazon SES, or give the users other"
              + " addresses. Then retry the job.";
      case LETTER_REJECTED ->
          "Check the texts and links of the letter. A retry sends the same texts.";
      case REFUSED, BROKEN_RECORD -> "Correct the records, load them, and retry the job.";
      case WRITE_REFUSED -> "Remove old notes or blocks from the records, and retry the job.";
      case RECIPIENT_NOT_VERIFIED ->
          "Ask AWS to move the Amazon SES account out of the sandbox, and retry the job.";
      case SENDER_NOT_VERIFIED ->
          "Verify the sender in Amazon SES, or change it in the letter's letter.json or in the"
              + " stack's parameters. Then retry the job.";
      case SENDING_DENIED ->
          "Correct the stack's rights and its configuration of Amazon SES, and retry the job.";
      case SENDING_PAUSED, DAILY_QUOTA_SPENT ->
          "Wait until Amazon SES accepts letters again, and retry the job.";
      case INTERNAL_ERROR -> "Report the defect, and retry the job.";
      default -> "Retry the job.";
    };
  }
}
