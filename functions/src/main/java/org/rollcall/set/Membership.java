package org.rollcall.set;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.user.PrimaryId;

/**
 * Who is in a job, frozen when it starts.
 *
 * @param people each once, in the set's order
 * @param unanswered those of them of whom it could not be said whether a query of the set holds
 * @param unmatched the members that are listed by an identifier which leads to no one user
 * @param duplicates how many more ids the set listed that were there already; of a combined set
 *     none, since that sets overlap is what it is for
 * @param ignored what of the set was not used, in words
 */
public record Membership(
    List<PrimaryId> people,
    Set<PrimaryId> unanswered,
    List<UnmatchedIdentifier> unmatched,
    int duplicates,
    List<String> ignored) {

  public Membership {
    people = List.copyOf(people);
    unanswered = Collections.unmodifiableSet(new LinkedHashSet<>(unanswered));
    unmatched = List.copyOf(unmatched);
    ignored = List.copyOf(ignored);
  }

  /**
   * Freezes a set.
   *
   * @param everybody asked only where the set has a query, or lists identifiers
   * @param now what the set's queries take for the time
   * @param patience how long everybody together may take to ask
   * @throws SetTimeoutException if they take longer
   */
  public static Membership of(
      SetDefinition set, UserSource everybody, Instant now, Duration patience) {
    SetEvaluation resolution = SetEvaluation.of(set, everybody, now, patience);
    ResolvedSet roll = resolution.roll(set);
    List<PrimaryId> people = new ArrayList<>();
    Set<PrimaryId> unanswered = new LinkedHashSet<>();
    List<UnmatchedIdentifier> unmatched = new ArrayList<>();
    roll.certain()
        .forEach(
            (entry, certain) -> {
              if (entry instanceof UnmatchedIdentifier identifier) {
                unmatched.add(identifier);
              } else if (entry instanceof SetEntry.Person person) {
                people.add(person.id());
                if (!certain) {
                  unanswered.add(person.id());
                }
              }
            });
    int duplicates =
        set instanceof SetDefinition.Itemized list ? list.ids().size() - roll.certain().size() : 0;
    List<String> ignored = new ArrayList<>(set.ignored());
    int lost = resolution.unmatched().size() - unmatched.size();
    if (lost > 0) {
      ignored.add(lost + (lost == 1 ? " identifier" : " identifiers") + " that no one user has");
    }
    return new Membership(people, unanswered, unmatched, duplicates, ignored);
  }

  /** The people who are certain to be in the set: those to whom the job will come. */
  public List<PrimaryId> answered() {
    return people.stream().filter(id -> !unanswered.contains(id)).toList();
  }

  /** How many members there are, of whichever kind. */
  public int size() {
    return people.size() + unmatched.size();
  }

  /**
   * SHA-256 in hexadecimal over the primary ids in lower case, sorted, in UTF-8, each followed by a
   * newline. An identifier that leads to nobody stands there as its type, a tab, and its value.
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Stream.concat(
              people.stream().map(PrimaryId::key), unmatched.stream().map(UnmatchedIdentifier::key))
          .map(key -> (key + "\n").getBytes(StandardCharsets.UTF_8))
          .sorted(Arrays::compareUnsigned)
          .forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
