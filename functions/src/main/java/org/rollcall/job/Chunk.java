package org.rollcall.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rollcall.user.PrimaryId;

/**
 * The members that one child of the map processes. See D-002.
 *
 * @param chunk the chunk's number, from 1. Page 0 of the ledger is written by {@code PrepareJob}.
 * @param members primary IDs as in the set
 */
public record Chunk(int chunk, List<String> members) {

  private static final int MAX_SIZE = 100;

  /** A chunk with letters waits for their turns, a second each at the lowest rate. See D-156. */
  private static final int MAX_LETTERS = 50;

  private static final int LETTER_CHUNKS = 1_000;

  /** So that a job has fewer objects, and no object has too many members. See D-186. */
  private static final int CHUNKS_PER_SOURCE_PAGE = 4;

  public Chunk {
    members = List.copyOf(members);
  }

  /**
   * Divides members into chunks of nearly the same size.
   *
   * <ul>
   *   <li>Without letters, each lane gets the same number of chunks, as few as possible with at
   *       most {@value #MAX_SIZE} members.
   *   <li>With letters, there are about {@value #LETTER_CHUNKS} chunks of at most {@value
   *       #MAX_LETTERS} members. A chunk changes all its members before it sends the first letter,
   *       so that in a small job, a stop leaves few members without their letter.
   * </ul>
   */
  public static List<Chunk> divide(List<PrimaryId> members, Pacing pacing) {
    int size = members.size();
    int count =
        pacing.lettersPerSecond().isPresent()
            ? quotient(size, Math.min(MAX_LETTERS, quotient(size, LETTER_CHUNKS)))
            : Math.min(size, pacing.lanes() * quotient(size, pacing.lanes() * MAX_SIZE));
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<PrimaryId> part = members.subList(start(i, size, count), start(i + 1, size, count));
      chunks.add(new Chunk(i + 1, part.stream().map(PrimaryId::toString).toList()));
    }
    return chunks;
  }

  private static int start(int chunk, int members, int count) {
    return (int) ((long) members * chunk / count);
  }

  /** The quotient of two numbers, rounded up; 0 if both are 0. */
  private static int quotient(int number, int divisor) {
    return number == 0 ? 0 : (number + divisor - 1) / divisor;
  }

  /**
   * The number of the page with what {@code PrepareJob} has copied from another job for a chunk:
   * previewed outcomes or before-images. A page is for {@value #CHUNKS_PER_SOURCE_PAGE} chunks.
   */
  public static int sourcePage(int chunk) {
    return (chunk + CHUNKS_PER_SOURCE_PAGE - 1) / CHUNKS_PER_SOURCE_PAGE;
  }

  /** The chunks of a page, of which the last page may have fewer. */
  public static IntStream chunksOfSourcePage(int page) {
    return IntStream.rangeClosed(
        (page - 1) * CHUNKS_PER_SOURCE_PAGE + 1, page * CHUNKS_PER_SOURCE_PAGE);
  }
}
