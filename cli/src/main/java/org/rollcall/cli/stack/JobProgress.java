package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Tells how far a job is. */
public interface JobProgress {

  /** Looks, unless it is too soon; nothing before the job was accepted. */
  Optional<Count> look();

  /**
   * How far a job is.
   *
   * @param members how many users are in it
   * @param done how many of them it has seen to
   * @param words what else there is to say
   */
  record Count(int members, int done, String words) {
    public Count {
      requireNonNull(words, "words is null");
    }
  }
}
