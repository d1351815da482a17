package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.user.PrimaryId;

/**
 * Writes what a job takes from another one into its own folder, so that it does not depend on the
 * other one then. A page is for several chunks. Members that the job holds back get pages of their
 * own, after those of the chunks. Only one page of each is in memory.
 *
 * @param <T> the type of the entries
 */
final class SourcePages<T> {

  private final Page<T> kind;
  private final JobFolder folder;
  private final Function<T, String> id;
  private final Part processed;
  private final Part heldBack;

  /**
   * Pages that are written when their entries are {@linkplain #add added}.
   *
   * @param id the primary ID of an entry
   */
  SourcePages(
      Page<T> kind,
      Function<T, String> id,
      JobFolder folder,
      List<Chunk> chunks,
      List<Chunk> heldBack) {
    this.kind = kind;
    this.id = id;
    this.folder = folder;
    this.processed = new Part(chunks, 0);
    this.heldBack = new Part(heldBack, processed.pages.size());
  }

  /** Adds the entry of a member. The others are ignored. */
  void add(T entry) {
    if (!processed.add(entry)) {
      heldBack.add(entry);
    }
  }

  /**
   * Checks that every member was added.
   *
   * @throws JobFolderException if a member is missing
   */
  void requireComplete(JobFolder source) {
    if (!processed.isComplete() || !heldBack.isComplete()) {
      throw new JobFolderException(JobFolderError.JOB_FILE_MISSING, source.key(kind.folder()));
    }
  }

  /** Members in the order in which their entries are added. */
  private final class Part {

    private final List<List<String>> pages;
    private final int offset;
    private final List<T> entries = new ArrayList<>();
    private int written;

    Part(List<Chunk> chunks, int offset) {
      TreeMap<Integer, List<String>> members = new TreeMap<>();
      for (Chunk chunk : chunks) {
        members
            .computeIfAbsent(Chunk.sourcePage(chunk.chunk()), page -> new ArrayList<>())
            .addAll(chunk.members());
      }
      this.pages = List.copyOf(members.values());
      this.offset = offset;
    }

    /** Adds an entry if it is that of the next member. */
    boolean add(T entry) {
      if (isComplete()) {
        return false;
      }
      List<String> members = pages.get(written);
      PrimaryId next = PrimaryId.of(members.get(entries.size()));
      if (!next.equals(PrimaryId.of(id.apply(entry)))) {
        return false;
      }
      entries.add(entry);
      if (entries.size() == members.size()) {
        written++;
        new JobLedger(folder).write(kind, offset + written, entries, 0);
        entries.clear();
      }
      return true;
    }

    boolean isComplete() {
      return written == pages.size();
    }
  }
}
