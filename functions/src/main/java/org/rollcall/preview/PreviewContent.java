package org.rollcall.preview;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.Outcome;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.user.PrimaryId;

/**
 * What a confirm takes from the folder of a preview. Every object was read once, so that what is
 * compared with the seal is what is used. Only the pages of the chunks are read when their outcomes
 * are passed.
 *
 * @param prepared the outcomes of the members without a chunk
 */
public record PreviewContent(
    JobFolder folder,
    Job job,
    Optional<LetterSnapshot> letter,
    List<Chunk> chunks,
    LedgerPage<Outcome> prepared) {

  public PreviewContent {
    chunks = List.copyOf(chunks);
  }

  /**
   * Reads the rest of a preview.
   *
   * @throws org.rollcall.job.JobFolderException if an object is missing or damaged
   */
  public static PreviewContent read(JobFolder folder, Job job, Optional<LetterSnapshot> letter) {
    return new PreviewContent(
        folder, job, letter, folder.readChunks(), new JobLedger(folder).read(Page.OUTCOMES, 0));
  }

  /** The members in chunks, in the set's order. */
  public List<PrimaryId> members() {
    return chunks.stream().flatMap(chunk -> chunk.members().stream()).map(PrimaryId::of).toList();
  }

  /**
   * Passes the outcomes of the members in chunks, in the set's order. Missing ones are left out.
   *
   * @return the digest of what was passed, and of the rest of this preview. It is that of the seal
   *     if nothing was modified.
   */
  public String forEachOutcome(Consumer<Outcome> consumer) {
    PreviewDigest digest = new PreviewDigest(job, letter, members().size());
    prepared.entries().forEach(digest::add);
    if (prepared.isDamaged()) {
      digest.addUnreadable();
    }
    JobLedger ledger = new JobLedger(folder);
    for (Chunk chunk : chunks) {
      Map<PrimaryId, Outcome> outcomes = new HashMap<>();
      LedgerPage<Outcome> page = ledger.read(Page.OUTCOMES, chunk.chunk());
      page.entries().forEach(outcome -> outcomes.put(PrimaryId.of(outcome.primaryId()), outcome));
      if (page.isDamaged()) {
        digest.addUnreadable();
      }
      for (String member : chunk.members()) {
        Outcome outcome = outcomes.get(PrimaryId.of(member));
        if (outcome == null) {
          digest.addUnreadable();
        } else {
          digest.add(outcome);
          consumer.accept(outcome);
        }
      }
    }
    return digest.hex();
  }
}
