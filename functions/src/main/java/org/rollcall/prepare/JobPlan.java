package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.set.UnmatchedIdentifier;
import org.rollcall.user.PrimaryId;

/**
 * A sound job whose members are known, before it is accepted.
 *
 * @param chunks the members to whom it will come
 * @param unmatched the members that are listed by an identifier which leads to no one user
 * @param unanswered the members of whom it could not be said whether the set's query holds
 * @param letter the letter that it sends
 * @param testTo for a test of the letters: who gets them instead of the members
 */
record JobPlan(
    Job job,
    List<Chunk> chunks,
    List<UnmatchedIdentifier> unmatched,
    List<PrimaryId> unanswered,
    Optional<LetterSnapshot> letter,
    Optional<String> testTo) {

  JobPlan {
    requireNonNull(job, "job is null");
    chunks = List.copyOf(chunks);
    unmatched = List.copyOf(unmatched);
    unanswered = List.copyOf(unanswered);
    requireNonNull(letter, "letter is null");
    requireNonNull(testTo, "testTo is null");
  }

  /** The plan of a job that has been described from its membership. */
  static JobPlan of(
      Job job, Membership membership, Optional<LetterSnapshot> letter, Optional<String> testTo) {
    return new JobPlan(
        job,
        Chunk.cut(membership.certain()),
        membership.unmatched(),
        List.copyOf(membership.uncertain()),
        letter,
        testTo);
  }

  /** The members to whom the job will come, in the set's order. */
  List<PrimaryId> members() {
    return chunks.stream().flatMap(chunk -> chunk.members().stream()).map(PrimaryId::of).toList();
  }
}
