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
        .map(MemberRow::letterReason)
        .collect(groupingBy(ReasonText::code, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            group ->
                new OwedLetters(
                    group.getKey(),
                    group.getValue().size(),
                    group.getValue().get(0).message(),
                    NextSteps.ofRun(group.getKey())))
        .sorted(Comparator.comparingInt(OwedLetters::letters).reversed())
        .toList();
  }
}
