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
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.time.SystemClock;
import org.rollcall.user.state.LetterProgress;

/** Reads a job's progress from the pages of its ledger. Each page is read once. */
final class LedgerProgress implements JobProgress {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final JobFolder folder;
  private final JobLedger ledger;
  private final Set<Integer> outcomePages = new HashSet<>();
  private final Set<Integer> letterPages = new HashSet<>();
  private Optional<Job> job = Optional.empty();
  private Instant nextRead = Instant.MIN;
  private int done;
  private int failures;
  private int lettersSent;

  LedgerProgress(Bucket bucket, JobId jobId) {
    folder = new JobFolder(bucket, jobId);
    ledger = new JobLedger(folder);
  }

  @Override
  public Optional<Count> read() {
    if (SystemClock.INSTANCE.instant().isBefore(nextRead)) {
      return Optional.empty();
    }
    if (job.isEmpty()) {
      job = folder.findJob();
    } else {
      readOutcomes();
      readLetters();
    }
    nextRead = SystemClock.INSTANCE.instant().plus(INTERVAL);
    String details = lettersSent + " letters sent, " + failures + " failures";
    return job.map(accepted -> new Count(accepted.membersToProcess(), done, details));
  }

  private void readOutcomes() {
    for (int chunk : newPages(Page.OUTCOMES, outcomePages)) {
      ledger.read(Page.OUTCOMES, chunk).entries().forEach(this::count);
    }
  }

  private void count(Outcome outcome) {
    done++;
    failures += outcome.result() == Result.FAILED ? 1 : 0;
  }

  private void readLetters() {
    for (int chunk : newPages(Page.LETTERS, letterPages)) {
      ledger.read(Page.LETTERS, chunk).entries().forEach(letter -> count(letter.letter()));
    }
  }

  private void count(LetterProgress.State letter) {
    lettersSent += letter.isSent() ? 1 : 0;
    failures += letter == LetterProgress.State.FAILED ? 1 : 0;
  }

  private Set<Integer> newPages(Page<?> kind, Set<Integer> read) {
    Set<Integer> pages = ledger.pages(kind);
    pages.removeAll(read);
    read.addAll(pages);
    return pages;
  }
}
