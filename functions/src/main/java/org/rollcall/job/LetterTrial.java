package org.rollcall.job;

import java.util.List;
import org.rollcall.user.PrimaryId;

/**
 * A test of a job's letter. It changes no user. See D-011.
 *
 * @param to the address that gets the letters
 * @param members the primary IDs of the members whose letters are sent
 */
public record LetterTrial(String to, List<String> members) {

  public LetterTrial {
    members = List.copyOf(members);
  }

  public boolean includes(PrimaryId id) {
    return members.stream().map(PrimaryId::of).anyMatch(id::equals);
  }
}
