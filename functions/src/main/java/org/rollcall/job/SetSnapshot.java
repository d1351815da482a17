package org.rollcall.job;

import java.util.List;
import org.rollcall.set.Membership;

/**
 * The members of a set when the job started, in numbers.
 *
 * @param name the set's name; for a set in the input, what kind it is
 * @param members the number of members
 * @param duplicates the number of repeated entries
 * @param sha256 see {@link Membership#sha256}
 * @param ignored the parts of the set's file that were not used
 */
public record SetSnapshot(
    String name, int members, int duplicates, String sha256, List<String> ignored) {

  public SetSnapshot {
    ignored = List.copyOf(ignored);
  }

  public static SetSnapshot of(String name, Membership membership) {
    return new SetSnapshot(
        name,
        membership.size(),
        membership.duplicates(),
        membership.sha256(),
        membership.ignored());
  }
}
