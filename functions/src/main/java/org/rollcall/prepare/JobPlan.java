package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobRequest;
import org.rollcall.letter.LetterSnapshot;

/**
 * A valid job with its members, before it is accepted.
 *
 * @param maxFailures how many members may fail before the job stops; empty for no limit
 * @param letter the letter that the job sends
 * @param secondPerson why a preview must be confirmed by another operator; empty if it need not
 * @param remarks sentences for the report about what was found, or could not be checked
 * @param testTo the address that gets the letters of a test; empty if the job is not a test
 * @param use the right to use an earlier job, which the job takes when it is accepted
 * @param previewed for a job that confirms a preview, and its retries and continuations: where the
 *     previewed outcomes are
 */
record JobPlan(
    JobExecution execution,
    JobRequest request,
    JobMembers members,
    OptionalInt maxFailures,
    Optional<LetterSnapshot> letter,
    Optional<String> testTo,
    Optional<SingleUse> use,
    Optional<PreviewedSource> previewed,
    Optional<String> secondPerson,
    List<String> remarks) {

  JobPlan {
    remarks = List.copyOf(remarks);
  }
}
