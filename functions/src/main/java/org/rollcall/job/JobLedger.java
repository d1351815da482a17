package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rollcall.aws.BilledUsage;
import org.rollcall.job.JobFolder.Page;
import org.rollcall.user.PrimaryId;

/** The pages of a job's ledger, as they stand when they are read. */
public final class JobLedger {

  private final JobFolder folder;
  private final Set<Integer> outcomes;
  private final Set<Integer> letters;
  private final List<Chunk> chunks;
  private BilledUsage work = BilledUsage.NONE;

  public JobLedger(JobFolder folder) {
    this.folder = requireNonNull(folder, "folder is null");
    this.chunks = folder.readChunks();
    this.outcomes = folder.pages(Page.OUTCOMES);
    this.letters = folder.pages(Page.LETTERS);
  }

  /** How many chunks the members are cut into. */
  public int chunks() {
    return chunks.size();
  }

  /** How many chunks have written what became of their members. */
  public int chunksReached() {
    return (int) outcomes.stream().filter(chunk -> chunk > 0).count();
  }

  /** The members whom {@code PrepareJob} accounted for itself. */
  public List<Outcome> prepared() {
    return outcomes(0);
  }

  /** Gives every other member, in the set's order, reading a chunk's pages at a time. */
  void forEachMember(Consumer<MemberAccount> consumer) {
    for (Chunk chunk : chunks) {
      Map<PrimaryId, Outcome> done = new HashMap<>();
      outcomes(chunk.chunk()).forEach(entry -> done.put(PrimaryId.of(entry.primaryId()), entry));
      Map<PrimaryId, LetterOutcome> sent = new HashMap<>();
      letters(chunk.chunk()).forEach(entry -> sent.put(PrimaryId.of(entry.primaryId()), entry));
      for (String member : chunk.members()) {
        PrimaryId id = PrimaryId.of(member);
        consumer.accept(
            new MemberAccount(
                member, Optional.ofNullable(done.get(id)), Optional.ofNullable(sent.get(id))));
      }
    }
  }

  /** What SES has told so far of the job's letters. */
  public Deliveries deliveries() {
    return folder.readDeliveries();
  }

  /** The work of the pages that were read. */
  public BilledUsage work() {
    return work;
  }

  private List<Outcome> outcomes(int chunk) {
    return outcomes.contains(chunk) ? entries(folder.readOutcomes(chunk)) : List.of();
  }

  private List<LetterOutcome> letters(int chunk) {
    return letters.contains(chunk) ? entries(folder.readLetters(chunk)) : List.of();
  }

  private <T> List<T> entries(Optional<LedgerPage<T>> page) {
    page.ifPresent(ledger -> work = work.plus(ledger.work()));
    return page.map(LedgerPage::entries).orElse(List.of());
  }
}
