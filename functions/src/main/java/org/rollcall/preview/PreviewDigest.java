package org.rollcall.preview;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.id.Sha256;
import org.rollcall.job.InputDigest;
import org.rollcall.job.Job;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSnapshot;

/**
 * A digest of everything that a confirm of a preview depends on: the object {@code job.json}, with
 * the digest of the members, the changes, the code tables, the limits, the operator, the day, the
 * time zone and the institution's code; the letter; the number of members in chunks; and all
 * outcomes, those of members without a chunk first, then the others in the set's order. The
 * outcomes are added one by one, so that a large preview needs little memory.
 */
final class PreviewDigest {

  private static final byte[] END_OF_LINE = {'\n'};

  private final Sha256.Stream digest = new Sha256.Stream();

  /**
   * The digest of a preview whose outcomes are added later.
   *
   * @param members the number of members in chunks. Without it, an outcome could be moved to those
   *     of members without a chunk, who are not processed.
   */
  PreviewDigest(Job job, Optional<LetterSnapshot> letter, int members) {
    addLine(InputDigest.canonical(Json.MAPPER.valueToTree(job)));
    addLine(InputDigest.canonical(Json.MAPPER.valueToTree(letter)));
    addLine(String.valueOf(members).getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the outcome of the next member. */
  void add(Outcome outcome) {
    addLine(Json.bytes(outcome));
  }

  /** Adds an outcome that cannot be read. No sealed preview has this digest. */
  void addUnreadable() {
    addLine(new byte[0]);
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
