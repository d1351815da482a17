package org.rollcall.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rollcall.aws.BilledUsage;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;

/** The pages of a job's ledger that exist when this object is created. */
public final class LedgerSnapshot {

  private final JobLedger ledger;
  private final Set<Integer> outcomes;
  private final Set<Integer> letters;
  private final List<Chunk> chunks;
  private BilledUsage work = BilledUsage.NONE;

  public LedgerSnapshot(JobFolder folder) {
    this.ledger = new JobLedger(folder);
    this.chunks = folder.readChunks();
    this.outcomes = ledger.pages(Page.OUTCOMES);
    this.letters = ledger.pages(Page.LETTERS);
  }

  /** The number of chunks of the job. */
  public int chunkCount() {
    return chunks.size();
  }

  /** The number of chunks that have written their outcomes. */
  public int processedChunkCount() {
    return (int) outcomes.stream().filter(chunk -> chunk > 0).count();
  }

  /** The outcomes that {@code PrepareJob} wrote. See D-009. */
  public List<Outcome> preparedOutcomes() {
    return outcomes(0);
  }

  /** Passes every other member in the set's order. Reads the pages chunk by chunk. */
  void forEachMember(
      Function<PrimaryId, Optional<Delivery.Kind>> deliveries, Consumer<MemberAccount> consumer) {
    for (Chunk chunk : chunks) {
      Map<PrimaryId, Outcome> done = new HashMap<>();
      outcomes(chunk.chunk()).forEach(entry -> done.put(PrimaryId.of(entry.primaryId()), entry));
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
                false));
      }
    }
  }

  /** The usage in the pages that were read so far. */
  public BilledUsage work() {
    return work;
  }

  private List<Outcome> outcomes(int chunk) {
    return outcomes.contains(chunk) ? entries(ledger.read(Page.OUTCOMES, chunk)) : List.of();
  }

  private List<LetterOutcome> letters(int chunk) {
    return letters.contains(chunk) ? entries(ledger.read(Page.LETTERS, chunk)) : List.of();
  }

  private <T> List<T> entries(LedgerPage<T> page) {
    work = work.plus(page.work());
    return page.entries();
  }
}
