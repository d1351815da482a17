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

  private static final int TARGET_COUNT = 1_000;
  private static final int MAX_SIZE = 100;

  /** A chunk with letters waits for their turns, a second each at the lowest rate. See D-156. */
  private static final int MAX_LETTERS = 50;

  /** So that a job has fewer objects, and no object has too many members. See D-186. */
  private static final int CHUNKS_PER_SOURCE_PAGE = 4;

  public Chunk {
    members = List.copyOf(members);
  }

  /**
   * Divides members into about {@value #TARGET_COUNT} chunks of at most {@value #MAX_SIZE} members;
   * of at most {@value #MAX_LETTERS} if the job sends letters.
   */
  public static List<Chunk> divide(List<PrimaryId> members, boolean hasLetters) {
    int maxSize = hasLetters ? MAX_LETTERS : MAX_SIZE;
    int size = Math.max(1, Math.min(maxSize, (members.size() + TARGET_COUNT - 1) / TARGET_COUNT));
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start < members.size(); start += size) {
      List<PrimaryId> part = members.subList(start, Math.min(start + size, members.size()));
      chunks.add(new Chunk(chunks.size() + 1, part.stream().map(PrimaryId::toString).toList()));
    }
    return chunks;
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
