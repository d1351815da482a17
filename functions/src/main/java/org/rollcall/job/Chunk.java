package org.rollcall.job;

import java.util.ArrayList;
import java.util.List;
import org.rollcall.user.PrimaryId;

/**
 * Members that are done in one child of the map.
 *
 * @param chunk its number, from 1; chunk 0 stands for what {@code PrepareJob} could account for
 *     itself
 * @param members primary ids as the set gave them
 */
public record Chunk(int chunk, List<String> members) {

  private static final int CHILDREN = 1_000;
  private static final int LARGEST = 100;

  public Chunk {
    members = List.copyOf(members);
  }

  /**
   * Cuts members into chunks: about a thousand, of at most a hundred members. A Distributed Map is
   * billed by the child it starts, and up to a thousand members each has a child of their own.
   */
  public static List<Chunk> cut(List<PrimaryId> members) {
    int size = Math.max(1, Math.min(LARGEST, (members.size() + CHILDREN - 1) / CHILDREN));
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start < members.size(); start += size) {
      List<PrimaryId> part = members.subList(start, Math.min(start + size, members.size()));
      chunks.add(new Chunk(chunks.size() + 1, part.stream().map(PrimaryId::toString).toList()));
    }
    return chunks;
  }
}
