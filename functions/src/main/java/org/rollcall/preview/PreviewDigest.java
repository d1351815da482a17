package org.rollcall.preview;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.id.Sha256;
import org.rollcall.job.InputDigest;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSnapshot;

/**
 * A digest of everything that a confirm of a preview depends on: the object {@code job.json}, with
 * the digest of the members, the changes, the code tables, the limits, the operator, the day, the
 * time zone and the institution's code; the letter; and all outcomes in the set's order. The
 * outcomes are added one by one, so that a large preview needs little memory.
 */
public final class PreviewDigest {

  private static final byte[] END_OF_LINE = {'\n'};

  private final Sha256.Stream digest = new Sha256.Stream();

  /** The digest of a preview whose outcomes are added later. */
  PreviewDigest(Job job, Optional<LetterSnapshot> letter) {
    addLine(InputDigest.canonical(Json.MAPPER.valueToTree(job)));
    addLine(InputDigest.canonical(Json.MAPPER.valueToTree(letter)));
  }

  /**
   * The digest of a preview as its folder is now. A confirm compares it with the seal.
   *
   * @throws org.rollcall.job.JobFolderException if an object is missing or damaged
   */
  public static String of(Job job, JobFolder folder) {
    PreviewDigest digest = begin(job, folder);
    LedgerSnapshot ledger = new LedgerSnapshot(job, folder);
    ledger.preparedOutcomes().forEach(digest::add);
    ledger.forEachOutcome(
        (member, outcome) ->
            outcome.ifPresentOrElse(
                digest::add,
                // Only a member that was added after the seal has no outcome.
                () -> digest.addLine(member.getBytes(StandardCharsets.UTF_8))));
    return digest.hex();
  }

  static PreviewDigest begin(Job job, JobFolder folder) {
    return new PreviewDigest(job, job.request().letter().map(letter -> folder.readLetter()));
  }

  /** Adds the outcome of the next member. */
  void add(Outcome outcome) {
    addLine(Json.bytes(outcome));
  }

  private void addLine(byte[] bytes) {
    digest.add(bytes);
    digest.add(END_OF_LINE);
  }

  /** The digest in hexadecimal. Nothing can be added afterwards. */
  String hex() {
    return digest.hex();
  }
}
