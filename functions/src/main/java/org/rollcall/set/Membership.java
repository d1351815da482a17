package org.rollcall.set;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollcall.error.ReasonText;
import org.rollcall.id.Sha256;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;

/**
 * The members of a job, as resolved when the job starts.
 *
 * @param primaryIds each member with a primary ID once, in the set's order
 * @param uncertain those primary IDs for which a query of the set failed, so that their membership
 *     is unknown, with the reason; see D-009
 * @param unmatched the members whose identifier does not match exactly one user
 * @param duplicates the number of repeated IDs in a list; 0 for a combined set, whose parts may
 *     overlap
 * @param ignored the unused parts of the set, such as other columns, for the report
 */
public record Membership(
    List<PrimaryId> primaryIds,
    Map<PrimaryId, ReasonText> uncertain,
    List<UnmatchedIdentifier> unmatched,
    int duplicates,
    List<String> ignored) {

  public Membership {
    primaryIds = List.copyOf(primaryIds);
    uncertain = Collections.unmodifiableMap(new LinkedHashMap<>(uncertain));
    unmatched = List.copyOf(unmatched);
    ignored = List.copyOf(ignored);
  }

  /**
   * Resolves a set.
   *
   * @param users read only if the set has a query or lists identifiers
   * @param time the time for the set's queries
   * @param timeout the time limit for reading all users
   * @throws SetTimeoutException if reading all users takes longer
   */
  public static Membership of(
      SetDefinition set, UserSource users, QueryTime time, Duration timeout) {
    SetEvaluation evaluation = SetEvaluation.of(set, users, time, timeout);
    Map<SetEntry, Boolean> members = evaluation.resolve(set);
    List<PrimaryId> primaryIds = new ArrayList<>();
    Map<PrimaryId, ReasonText> uncertain = new LinkedHashMap<>();
    List<UnmatchedIdentifier> unmatched = new ArrayList<>();
    members.forEach(
        (entry, certain) -> {
          if (entry instanceof UnmatchedIdentifier identifier) {
            unmatched.add(identifier);
          } else if (entry instanceof SetEntry.Member member) {
            primaryIds.add(member.id());
            if (!certain) {
              uncertain.put(member.id(), evaluation.failure(member.id()));
            }
          }
        });
    int duplicates =
        set instanceof SetDefinition.Itemized list ? list.ids().size() - members.size() : 0;
    List<String> ignored = new ArrayList<>(set.ignored());
    int unused = evaluation.unmatched().size() - unmatched.size();
    if (unused > 0) {
      ignored.add(UnmatchedIdentifier.ignored(unused));
    }
    return new Membership(primaryIds, uncertain, unmatched, duplicates, ignored);
  }

  /** The members that the job processes: those whose membership is certain. */
  public List<PrimaryId> certain() {
    return primaryIds.stream().filter(id -> !uncertain.containsKey(id)).toList();
  }

  /** The number of all members. */
  public int size() {
    return primaryIds.size() + unmatched.size();
  }

  /**
   * SHA-256 in hexadecimal over the primary IDs in lower case, sorted, in UTF-8, each followed by a
   * newline. An unmatched identifier is written as its type, a tab and its value.
   */
  public String sha256() {
    var text = new ByteArrayOutputStream();
    Stream.concat(
            primaryIds.stream().map(PrimaryId::key),
            unmatched.stream().map(UnmatchedIdentifier::key))
        .map(key -> (key + "\n").getBytes(StandardCharsets.UTF_8))
        .sorted(Arrays::compareUnsigned)
        .forEach(text::writeBytes);
    return Sha256.hex(text.toByteArray());
  }
}
