package org.rollcall.cli.console.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.time.SystemClock;
import org.rollcall.user.state.LetterProgress;

/**
 * Watches a job. It counts by the names of the objects in the job's folder, and reads only the
 * newest pages of the ledger and some of those with failures: a job can have thousands.
 */
final class JobObserver {

  /** The number of outcomes that are shown. */
  static final int LAST_OUTCOMES = 20;

  /** The number of pages with failures, of each kind, that are read for their reasons. */
  private static final int MAX_FAILURE_PAGES = 20;

  private final Stack stack;
  private final JobId id;
  private final JobFolder folder;
  private final JobLedger ledger;
  private final Set<Integer> seen = new HashSet<>();
  private final Map<Page<?>, Map<Integer, List<ReasonText>>> reasons = new HashMap<>();
  private Optional<Job> job = Optional.empty();

  /** The last outcomes, the newest first. */
  private List<Outcome> last = List.of();

  JobObserver(Stack stack, JobId id) {
    this.stack = stack;
    this.id = id;
    this.folder = new JobFolder(stack.bucket(), id);
    this.ledger = new JobLedger(folder);
  }

  /**
   * What can be seen of a job.
   *
   * @param execution empty if Step Functions does not know it any more
   * @param job empty if it is not accepted
   * @param members the number of members to process; 0 if the job is not accepted
   * @param done about how many of them were processed
   * @param failures how many members and letters have failed
   * @param timeLeft about how long the rest will take; empty if it cannot be estimated
   * @param reasons the reasons of failures with their numbers, the most frequent one first
   * @param hasOtherReasons whether there are more pages with failures than were read
   * @param last the last outcomes, the newest first
   */
  record View(
      Optional<ExecutionState> execution,
      Optional<Job> job,
      ChunkCounts chunks,
      int members,
      int done,
      int failures,
      Optional<Duration> timeLeft,
      List<ReasonCount> reasons,
      boolean hasOtherReasons,
      List<Outcome> last) {

    View {
      reasons = List.copyOf(reasons);
      last = List.copyOf(last);
    }

    boolean isRunning() {
      return execution.filter(ExecutionState::isRunning).isPresent();
    }
  }

  /** A reason and how many members or letters have it. */
  record ReasonCount(String code, String message, int count) {}

  /** Looks at the job once. */
  View look() {
    Optional<ExecutionState> execution = ExecutionState.find(stack, id);
    if (job.isEmpty()) {
      job = folder.findJob();
    }
    if (job.isEmpty()) {
      return new View(
          execution, job, ChunkCounts.NONE, 0, 0, 0, Optional.empty(), List.of(), false, List.of());
    }
    Set<Integer> pages = ledger.pages(Page.OUTCOMES);
    readNewest(pages);
    Set<Integer> processed = new HashSet<>(pages);
    processed.remove(0);
    ChunkCounts chunks =
        execution
            .map(
                found ->
                    ChunkCounts.read(
                        stack.states(),
                        found.arn(),
                        processed.size(),
                        ledger.pages(Page.LETTERS).size()))
            .orElse(ChunkCounts.NONE);
    SortedMap<Integer, Integer> failedMembers = ledger.failures(Page.OUTCOMES);
    SortedMap<Integer, Integer> failedLetters = ledger.failures(Page.LETTERS);
    readReasons(Page.OUTCOMES, failedMembers.keySet());
    readReasons(Page.LETTERS, failedLetters.keySet());
    int members = job.get().membersToProcess();
    int done = chunks.members(members);
    return new View(
        execution,
        job,
        chunks,
        members,
        done,
        sum(failedMembers) + sum(failedLetters),
        execution
            .filter(ExecutionState::isRunning)
            .flatMap(found -> timeLeft(found.started(), members, done)),
        counted(),
        Math.max(failedMembers.size(), failedLetters.size()) > MAX_FAILURE_PAGES,
        last);
  }

  private static int sum(Map<Integer, Integer> failures) {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Optional<Duration> timeLeft(Instant started, int members, int done) {
    if (done == 0 || done >= members) {
      return Optional.empty();
    }
    Duration passed = Duration.between(started, SystemClock.INSTANCE.instant());
    return Optional.of(Duration.ofMillis(passed.toMillis() * (members - done) / done));
  }

  /** Reads the pages that were written since the last look, but not more than can be shown. */
  private void readNewest(Set<Integer> pages) {
    List<Integer> unread =
        pages.stream()
            .filter(page -> !seen.contains(page))
            .sorted(Comparator.reverseOrder())
            .toList();
    seen.addAll(pages);
    List<Outcome> newest = new ArrayList<>();
    for (int page : unread) {
      if (newest.size() >= LAST_OUTCOMES) {
        break;
      }
      List<Outcome> entries = ledger.read(Page.OUTCOMES, page).entries();
      for (int i = entries.size() - 1; i >= 0; i--) {
        newest.add(entries.get(i));
      }
    }
    newest.addAll(last);
    last = List.copyOf(newest.subList(0, Math.min(LAST_OUTCOMES, newest.size())));
  }

  private void readReasons(Page<?> kind, Collection<Integer> failed) {
    Map<Integer, List<ReasonText>> known = reasons.computeIfAbsent(kind, key -> new HashMap<>());
    failed.stream()
        .limit(MAX_FAILURE_PAGES)
        .filter(page -> !known.containsKey(page))
        .forEach(page -> known.put(page, failures(kind, page)));
  }

  private List<ReasonText> failures(Page<?> kind, int page) {
    List<ReasonText> found = new ArrayList<>();
    for (Object entry : ledger.read(kind, page).entries()) {
      Optional<ReasonText> reason =
          entry instanceof Outcome outcome && outcome.result() == Result.FAILED
              ? outcome.reasonText()
              : entry instanceof LetterOutcome letter
                      && letter.letter() == LetterProgress.State.FAILED
                  ? letter.reasonText()
                  : Optional.empty();
      reason.map(ReasonText::ofGroup).ifPresent(found::add);
    }
    return found;
  }

  private List<ReasonCount> counted() {
    Map<ReasonText, Integer> counts = new HashMap<>();
    reasons.values().stream()
        .flatMap(pages -> pages.values().stream())
        .flatMap(List::stream)
        .forEach(reason -> counts.merge(reason, 1, Integer::sum));
    Stream<ReasonCount> all =
        counts.entrySet().stream()
            .map(
                entry ->
                    new ReasonCount(
                        entry.getKey().code().name(), entry.getKey().message(), entry.getValue()));
    return all.sorted(
            Comparator.comparing(ReasonCount::count).reversed().thenComparing(ReasonCount::message))
        .toList();
  }
}
