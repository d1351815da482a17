package org.rollcall.prepare;

import java.util.List;
import java.util.Optional;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobRequest;
import org.rollcall.job.SetSnapshot;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.set.UnmatchedIdentifier;
import org.rollcall.user.PrimaryId;

/**
 * A valid job with its members, before it is accepted.
 *
 * @param chunks the members that the job will process
 * @param unmatched the identifiers in the set that no user or several users have
 * @param uncertain the users that may be members, because the set's query failed for their records
 * @param letter the letter that the job sends
 * @param testTo the address that gets the letters of a test; empty if the job is not a test
 */
record JobPlan(
    JobExecution execution,
    JobRequest request,
    SetSnapshot set,
    List<Chunk> chunks,
    List<UnmatchedIdentifier> unmatched,
    List<PrimaryId> uncertain,
    Optional<LetterSnapshot> letter,
    Optional<String> testTo) {

  JobPlan {
    chunks = List.copyOf(chunks);
    unmatched = List.copyOf(unmatched);
    uncertain = List.copyOf(uncertain);
  }

  /**
   * The plan of a job for the members of a set.
   *
   * @param setName the set's name in the report
   */
  static JobPlan of(
      JobExecution execution,
      JobRequest request,
      String setName,
      Membership membership,
      Optional<LetterSnapshot> letter,
      Optional<String> testTo) {
    return new JobPlan(
        execution,
        request,
        SetSnapshot.of(setName, membership),
        Chunk.divide(membership.certain()),
        membership.unmatched(),
        List.copyOf(membership.uncertain()),
        letter,
        testTo);
  }

  /** The members that the job will process, in the set's order. */
  List<PrimaryId> members() {
    return chunks.stream().flatMap(chunk -> chunk.members().stream()).map(PrimaryId::of).toList();
  }
}
