package org.rollcall.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress;

/** Tells how far a job is from the pages of its ledger; it reads each page once. */
final class LedgerProgress implements JobProgress {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final JobFolder folder;
  private final JobLedger ledger;
  private final Set<Integer> outcomes = new HashSet<>();
  private final Set<Integer> letters = new HashSet<>();
  private Optional<Job> job = Optional.empty();
  private Instant nextLook = Instant.MIN;
  private int done;
  private int failures;
  private int lettersSent;

  LedgerProgress(Bucket bucket, JobId jobId) {
    folder = new JobFolder(bucket, jobId);
    ledger = new JobLedger(folder);
  }

  @Override
  public Optional<Count> look() {
    if (Instant.now().isBefore(nextLook)) {
      return Optional.empty();
    }
    if (job.isEmpty()) {
      job = folder.findJob();
    } else {
      readOutcomes();
      readLetters();
    }
    nextLook = Instant.now().plus(BETWEEN_LOOKS);
    String words = lettersSent + " letters sent, " + failures + " failures";
    return job.map(known -> new Count(known.set().members(), done, words));
  }

  private void readOutcomes() {
    for (int chunk : unread(Page.OUTCOMES, outcomes)) {
      ledger
          .readOutcomes(chunk)
          .ifPresent(
              page ->
                  page.entries()
                      .forEach(
                          outcome -> {
                            done++;
                            failures += outcome.result() == Result.FAILED ? 1 : 0;
                          }));
    }
  }

  private void readLetters() {
    for (int chunk : unread(Page.LETTERS, letters)) {
      ledger
          .readLetters(chunk)
          .ifPresent(
              page ->
                  page.entries()
                      .forEach(
                          letter -> {
                            lettersSent += letter.letter() == LetterProgress.State.SENT ? 1 : 0;
                            failures += letter.letter() == LetterProgress.State.FAILED ? 1 : 0;
                          }));
    }
  }

  private Set<Integer> unread(Page page, Set<Integer> read) {
    Set<Integer> unread = ledger.pages(page);
    unread.removeAll(read);
    read.addAll(unread);
    return unread;
  }
}
