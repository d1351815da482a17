package org.rollcall.set;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.query.QueryFailedException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Finds out who is in a set and in those it is made of, looking at every user once at most. */
final class SetEvaluation {

  private final IdentifierIndex claims = new IdentifierIndex();
  private final IdentityHashMap<SetDefinition.Logical, Map<PrimaryId, Boolean>> answers =
      new IdentityHashMap<>();
  private final Set<SetDefinition> prepared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<UnmatchedIdentifier> unmatched = new HashSet<>();
  private final IdentityHashMap<SetDefinition, ResolvedSet> rolls = new IdentityHashMap<>();
  private final IdentityHashMap<SetDefinition, ResolvedSet> rollsToLeaveOut =
      new IdentityHashMap<>();

  private SetEvaluation() {}

  /**
   * Asks users what the set needs to know of them.
   *
   * @param now what the sets' queries take for the time
   * @param patience how long all users together may take
   * @throws SetTimeoutException if they take longer
   */
  static SetEvaluation of(SetDefinition set, UserSource everybody, Instant now, Duration patience) {
    SetEvaluation resolution = new SetEvaluation();
    resolution.prepare(set);
    if (resolution.needsUsers()) {
      long start = System.nanoTime();
      everybody.forEach(
          user -> {
            if (System.nanoTime() - start >= patience.toNanos()) {
              throw new SetTimeoutException(patience);
            }
            resolution.note(user, now);
          });
    }
    return resolution;
  }

  private void prepare(SetDefinition set) {
    if (!prepared.add(set)) {
      return;
    }
    if (set instanceof SetDefinition.Itemized list) {
      list.idType().ifPresent(type -> list.ids().forEach(id -> claims.want(type, id)));
    } else if (set instanceof SetDefinition.Logical logical) {
      answers.put(logical, new TreeMap<>());
    } else if (set instanceof SetDefinition.Combined combined) {
      combined.parts().forEach(this::prepare);
    }
  }

  private boolean needsUsers() {
    return !claims.areEmpty() || !answers.isEmpty();
  }

  private void note(User user, Instant now) {
    claims.note(user);
    answers.forEach(
        (set, answer) -> {
          try {
            if (set.query().test(user, now)) {
              answer.put(user.primaryId(), true);
            }
          } catch (QueryFailedException e) {
            answer.put(user.primaryId(), false);
          }
        });
  }

  /** Who is in a set. */
  ResolvedSet roll(SetDefinition set) {
    return roll(set, false);
  }

  /**
   * Who is in a set.
   *
   * @param leavesOut whether these people are to be left out: an identifier that several users have
   *     then stands for all of them, since one of them is meant
   */
  private ResolvedSet roll(SetDefinition set, boolean leavesOut) {
    IdentityHashMap<SetDefinition, ResolvedSet> known = leavesOut ? rollsToLeaveOut : rolls;
    ResolvedSet roll = known.get(set);
    if (roll == null) {
      roll = readRoll(set, leavesOut);
      known.put(set, roll);
    }
    return roll;
  }

  private ResolvedSet readRoll(SetDefinition set, boolean leavesOut) {
    if (set instanceof SetDefinition.Itemized list) {
      return ofList(list, leavesOut);
    }
    if (set instanceof SetDefinition.Combined combined) {
      return ResolvedSet.combined(
          combined.allOf().stream().map(part -> roll(part, leavesOut)).toList(),
          combined.anyOf().stream().map(part -> roll(part, leavesOut)).toList(),
          combined.noneOf().stream().map(part -> roll(part, !leavesOut)).toList());
    }
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    answers
        .getOrDefault((SetDefinition.Logical) set, Map.of())
        .forEach((id, certain) -> members.put(new SetEntry.Person(id), certain));
    return new ResolvedSet(members);
  }

  private ResolvedSet ofList(SetDefinition.Itemized list, boolean leavesOut) {
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    for (String id : list.ids()) {
      if (list.idType().isEmpty()) {
        members.putIfAbsent(new SetEntry.Person(PrimaryId.of(id)), true);
        continue;
      }
      String type = list.idType().get();
      List<PrimaryId> users = claims.users(type, id);
      if (users.size() == 1 || leavesOut) {
        users.forEach(user -> members.putIfAbsent(new SetEntry.Person(user), true));
      }
      if (users.size() != 1) {
        UnmatchedIdentifier nobody = new UnmatchedIdentifier(type, id, users.size() > 1);
        unmatched.add(nobody);
        if (!leavesOut) {
          members.putIfAbsent(nobody, true);
        }
      }
    }
    return new ResolvedSet(members);
  }

  /** The identifiers in the set, and in those it is made of, that lead to no one user. */
  Set<UnmatchedIdentifier> unmatched() {
    return unmatched;
  }
}
