package org.rollcall.job;

import java.util.ArrayList;
import java.util.List;
import org.rollcall.user.PrimaryId;

/**
 * The members that one child of the map processes. See D-002.
 *
 * @param chunk the chunk's number, from 1. Page 0 of the ledger is written by {@code PrepareJob}.
 * @param members primary IDs as in the set
 */
public record Chunk(int chunk, List<String> members) {

  private static final int TARGET_COUNT = 1_000;
  private static final int MAX_SIZE = 50;

  public Chunk {
    members = List.copyOf(members);
  }

  /**
   * Divides members into about {@value #TARGET_COUNT} chunks of at most {@value #MAX_SIZE} members.
   */
  public static List<Chunk> divide(List<PrimaryId> members) {
    int size = Math.max(1, Math.min(MAX_SIZE, (members.size() + TARGET_COUNT - 1) / TARGET_COUNT));
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start < members.size(); start += size) {
      List<PrimaryId> part = members.subList(start, Math.min(start + size, members.size()));
      chunks.add(new Chunk(chunks.size() + 1, part.stream().map(PrimaryId::toString).toList()));
    }
    return chunks;
  }
}
