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

/** Evaluates a set and its parts. Reads every user once at most. */
final class SetEvaluation {

  private final IdentifierIndex identifiers = new IdentifierIndex();
  private final IdentityHashMap<SetDefinition.Logical, Map<PrimaryId, Boolean>> queryMembers =
      new IdentityHashMap<>();
  private final Set<SetDefinition> prepared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<UnmatchedIdentifier> unmatched = new HashSet<>();
  private final IdentityHashMap<SetDefinition, ResolvedSet> resolved = new IdentityHashMap<>();
  private final IdentityHashMap<SetDefinition, ResolvedSet> resolvedForExclusion =
      new IdentityHashMap<>();

  private SetEvaluation() {}

  /**
   * Evaluates the set's queries for all users, and finds its identifiers in their records. Reads no
   * users if the set lists only primary IDs.
   *
   * @param now the time for the set's queries
   * @param timeout the time limit for reading all users
   * @throws SetTimeoutException if reading all users takes longer
   */
  static SetEvaluation of(SetDefinition set, UserSource users, Instant now, Duration timeout) {
    SetEvaluation evaluation = new SetEvaluation();
    evaluation.prepare(set);
    if (!evaluation.identifiers.isEmpty() || !evaluation.queryMembers.isEmpty()) {
      long start = System.nanoTime();
      users.forEach(
          user -> {
            if (System.nanoTime() - start >= timeout.toNanos()) {
              throw new SetTimeoutException();
            }
            evaluation.record(user, now);
          });
    }
    return evaluation;
  }

  private void prepare(SetDefinition set) {
    if (!prepared.add(set)) {
      return;
    }
    if (set instanceof SetDefinition.Itemized list) {
      list.idType().ifPresent(type -> list.ids().forEach(id -> identifiers.add(type, id)));
    } else if (set instanceof SetDefinition.Logical logical) {
      queryMembers.put(logical, new TreeMap<>());
    } else if (set instanceof SetDefinition.Combined combined) {
      combined.parts().forEach(this::prepare);
    }
  }

  private void record(User user, Instant now) {
    identifiers.record(user);
    queryMembers.forEach(
        (set, members) -> {
          try {
            if (set.query().test(user, now)) {
              members.put(user.primaryId(), true);
            }
          } catch (QueryFailedException e) {
            members.put(user.primaryId(), false);
          }
        });
  }

  /** The members of the set, or of one of its parts. */
  ResolvedSet resolve(SetDefinition set) {
    return resolve(set, false);
  }

  /**
   * The members of a set.
   *
   * @param isExcluded whether these members are to be excluded; an ambiguous identifier then stands
   *     for all its users, because any of them may be meant
   */
  private ResolvedSet resolve(SetDefinition set, boolean isExcluded) {
    IdentityHashMap<SetDefinition, ResolvedSet> cache =
        isExcluded ? resolvedForExclusion : resolved;
    ResolvedSet members = cache.get(set);
    if (members == null) {
      members = compute(set, isExcluded);
      cache.put(set, members);
    }
    return members;
  }

  private ResolvedSet compute(SetDefinition set, boolean isExcluded) {
    if (set instanceof SetDefinition.Itemized list) {
      return resolveList(list, isExcluded);
    }
    if (set instanceof SetDefinition.Combined combined) {
      return ResolvedSet.combined(
          combined.allOf().stream().map(part -> resolve(part, isExcluded)).toList(),
          combined.anyOf().stream().map(part -> resolve(part, isExcluded)).toList(),
          combined.noneOf().stream().map(part -> resolve(part, !isExcluded)).toList());
    }
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    queryMembers
        .getOrDefault((SetDefinition.Logical) set, Map.of())
        .forEach((id, certain) -> members.put(new SetEntry.Member(id), certain));
    return new ResolvedSet(members);
  }

  private ResolvedSet resolveList(SetDefinition.Itemized list, boolean isExcluded) {
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    for (String id : list.ids()) {
      if (list.idType().isEmpty()) {
        members.putIfAbsent(new SetEntry.Member(PrimaryId.of(id)), true);
        continue;
      }
      String type = list.idType().get();
      List<PrimaryId> users = identifiers.users(type, id);
      if (users.size() == 1 || isExcluded) {
        users.forEach(user -> members.putIfAbsent(new SetEntry.Member(user), true));
      }
      if (users.size() != 1) {
        UnmatchedIdentifier identifier = new UnmatchedIdentifier(type, id, users.size() > 1);
        unmatched.add(identifier);
        if (!isExcluded) {
          members.putIfAbsent(identifier, true);
        }
      }
    }
    return new ResolvedSet(members);
  }

  /** The identifiers in the set and its parts that do not match exactly one user. */
  Set<UnmatchedIdentifier> unmatched() {
    return unmatched;
  }
}
