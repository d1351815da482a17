package org.rollcall.prepare;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.SetSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.set.UnmatchedIdentifier;

/**
 * The members of a planned job.
 *
 * @param set the whole set in numbers
 * @param selection which members the job processes
 * @param withoutChunk the outcomes of the other members, which are in no chunk. See D-009.
 */
record JobMembers(SetSnapshot set, Selection selection, List<Outcome> withoutChunk) {

  JobMembers {
    withoutChunk = List.copyOf(withoutChunk);
  }

  /**
   * The members of a set.
   *
   * @param setName the set's name in the report
   * @param first the number of members to process; empty for all
   */
  static JobMembers of(String setName, Membership membership, OptionalInt first) {
    return new JobMembers(
        SetSnapshot.of(setName, membership),
        Selection.of(membership.certain(), first),
        withoutChunk(membership));
  }

  /** The number of members of which the limit of failures is a percentage. */
  int counted() {
    return selection.isPartial() ? selection.processed().size() : set.members();
  }

  /** The number of members that failed because the set's query failed for them. */
  int failureCount() {
    return (int) withoutChunk.stream().filter(outcome -> outcome.result() == Result.FAILED).count();
  }

  private static List<Outcome> withoutChunk(Membership membership) {
    return Stream.concat(
            membership.unmatched().stream().map(JobMembers::unmatched),
            membership.uncertain().entrySet().stream()
                .map(
                    member ->
                        Outcome.of(member.getKey().toString(), Result.FAILED, member.getValue())))
        .toList();
  }

  private static Outcome unmatched(UnmatchedIdentifier identifier) {
    return Outcome.of(
        identifier.toString(),
        Result.NOT_FOUND,
        identifier.isAmbiguous() ? Reason.AMBIGUOUS_IDENTIFIER : Reason.NOT_FOUND,
        identifier.type());
  }
}
