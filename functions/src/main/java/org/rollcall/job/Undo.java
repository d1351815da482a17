package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;

/**
 * That a job undoes another one. Its retries and continuations have the same value. See D-173.
 *
 * @param undone the root of the job that is undone, with its retries and continuations
 * @param jobs the IDs of the root, its retries and its continuations
 * @param roots the root, and those of its redos. The letters and passwords of all of them are
 *     withdrawn
 * @param isRedo whether the job that is undone is an undo
 * @param members the members of the set of the job that is undone
 * @param letter the letter of the job that was undone first, which a redo sends again
 */
public record Undo(
    JobReference undone,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<JobId> jobs,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<JobReference> roots,
    boolean isRedo,
    int members,
    Optional<JobLetter> letter) {

  public Undo {
    jobs = List.copyOf(jobs);
    roots = List.copyOf(roots);
  }
}
