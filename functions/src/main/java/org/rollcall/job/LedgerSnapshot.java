package org.rollcall.job;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rollcall.aws.BilledUsage;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress.State;

/** The pages of a job's ledger that exist when this object is created. */
public final class LedgerSnapshot {

  private final boolean sendsLetters;
  private final JobLedger ledger;
  private final Map<Integer, Instant> outcomes;
  private final Map<Integer, Instant> letters;
  private final List<Chunk> chunks;
  private final JobFolder folder;
  private final Set<String> damaged = new TreeSet<>();
  private final Set<String> counted = new HashSet<>();
  private final Map<Integer, Long> chunkMilliseconds = new HashMap<>();
  private BilledUsage work = BilledUsage.NONE;
  private BilledUsage forecast = BilledUsage.NONE;
  private boolean isComplete = true;

  public LedgerSnapshot(Job job, JobFolder folder) {
    this.sendsLetters = !job.isPreview();
    this.folder = folder;
    this.ledger = new JobLedger(folder);
    this.chunks = folder.readChunks();
    this.outcomes = ledger.pageTimes(Page.OUTCOMES);
    this.letters = ledger.pageTimes(Page.LETTERS);
  }

  /** The number of chunks of the job. */
  public int chunkCount() {
    return chunks.size();
  }

  /** The number of members in the chunks. */
  public int memberCount() {
    return chunks.stream().mapToInt(chunk -> chunk.members().size()).sum();
  }

  /** The number of chunks that have written their outcomes. */
  public int processedChunkCount() {
    return (int) outcomes.keySet().stream().filter(chunk -> chunk > 0).count();
  }

  /** When the pages of outcomes were written, by chunk. {@code PrepareJob} wrote that of 0. */
  public Map<Integer, Instant> outcomeTimes() {
    return Collections.unmodifiableMap(outcomes);
  }

  /** When the pages of letters were written, by chunk. */
  public Map<Integer, Instant> letterTimes() {
    return Collections.unmodifiableMap(letters);
  }

  /** The outcomes that {@code PrepareJob} wrote. See D-009. */
  public List<Outcome> preparedOutcomes() {
    return outcomes(0);
  }

  /** Passes every other member in the set's order. Reads the pages chunk by chunk. */
  public void forEachMember(
      Function<PrimaryId, Optional<Delivery.Kind>> deliveries, Consumer<MemberAccount> consumer) {
    forEachMember(chunk -> true, deliveries, consumer);
  }

  /** Passes the members of some chunks in the set's order. Reads only the pages of these chunks. */
  public void forEachMember(
      Predicate<Chunk> filter,
      Function<PrimaryId, Optional<Delivery.Kind>> deliveries,
      Consumer<MemberAccount> consumer) {
    for (Chunk chunk : chunks.stream().filter(filter).toList()) {
      Map<PrimaryId, Outcome> done = outcomesById(chunk.chunk());
      isComplete &= isComplete(chunk.chunk(), done.values());
      Map<PrimaryId, LetterOutcome> sent = new HashMap<>();
      letters(chunk.chunk()).forEach(entry -> sent.put(PrimaryId.of(entry.primaryId()), entry));
      for (String member : chunk.members()) {
        PrimaryId id = PrimaryId.of(member);
        consumer.accept(
            new MemberAccount(
                member,
                Optional.ofNullable(done.get(id)),
                Optional.ofNullable(sent.get(id)),
                deliveries.apply(id),
                false,
                false));
      }
    }
  }

  private Map<PrimaryId, Outcome> outcomesById(int chunk) {
    Map<PrimaryId, Outcome> byId = new HashMap<>();
    outcomes(chunk).forEach(entry -> byId.put(PrimaryId.of(entry.primaryId()), entry));
    return byId;
  }

  private boolean isComplete(int chunk, Collection<Outcome> done) {
    boolean hasLetters =
        sendsLetters
            && done.stream().anyMatch(outcome -> outcome.letter().equals(Optional.of(State.DUE)));
    return outcomes.containsKey(chunk) && (!hasLetters || letters.containsKey(chunk));
  }

  /**
   * Whether the chunks that were read so far have written their pages. Each function writes its
   * page when it ends. If a page is missing, the function is still running, was killed, or never
   * ran.
   */
  public boolean isComplete() {
    return isComplete;
  }

  /** The keys of the damaged pages that were read so far, in ascending order. */
  public Set<String> damaged() {
    return Collections.unmodifiableSet(damaged);
  }

  /**
   * The usage of the functions and of the chunks' executions, from the pages read so far.
   *
   * @param isStopped whether the job was stopped, so that chunks without a page did not start
   */
  public BilledUsage work(boolean isStopped) {
    return chunks.stream()
        .map(Chunk::chunk)
        .filter(chunk -> !isStopped || outcomes.containsKey(chunk))
        .map(chunk -> BilledUsage.ofChunk(chunkMilliseconds.getOrDefault(chunk, 0L)))
        .reduce(work, BilledUsage::plus);
  }

  /** The usage of the chunks in the job that a preview shows, from the pages read so far. */
  public BilledUsage forecast() {
    return forecast;
  }

  private List<Outcome> outcomes(int chunk) {
    return outcomes.containsKey(chunk) ? entries(Page.OUTCOMES, chunk) : List.of();
  }

  private List<LetterOutcome> letters(int chunk) {
    return letters.containsKey(chunk) ? entries(Page.LETTERS, chunk) : List.of();
  }

  private <T> List<T> entries(Page<T> kind, int chunk) {
    LedgerPage<T> page = ledger.read(kind, chunk);
    if (page.isDamaged()) {
      damaged.add(folder.key(kind.object(chunk)));
    }
    if (counted.add(kind.object(chunk))) {
      BilledUsage used = page.work();
      work = work.plus(used);
      chunkMilliseconds.merge(chunk, used.lambdaMilliseconds(), Long::sum);
      forecast = forecast.plus(page.forecast().orElse(BilledUsage.NONE));
    }
    return page.entries();
  }
}
