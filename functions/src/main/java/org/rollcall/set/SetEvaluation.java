package org.rollcall.set;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.query.QueryException;
import org.rollcall.query.QueryTime;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/**
 * Evaluates a set and its parts. Reads every user once at most.
 *
 * <p>The members of a set are the keys of a map, in the set's order. The value is true for a
 * certain member, and false for an uncertain one, for which a query failed. See D-050.
 */
final class SetEvaluation {

  /**
   * The users who have the identifiers that sets list, which are folded. Leading zeros are
   * significant.
   */
  private final Map<Identifier, Set<PrimaryId>> holders = new HashMap<>();

  private final IdentityHashMap<SetDefinition.Logical, Map<PrimaryId, Boolean>> queryMembers =
      new IdentityHashMap<>();

  /** The reasons of failed queries by user. */
  private final Map<PrimaryId, ReasonText> failures = new HashMap<>();

  private final Set<SetDefinition> prepared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<UnmatchedIdentifier> unmatched = new HashSet<>();
  private final IdentityHashMap<SetDefinition, Map<SetEntry, Boolean>> resolved =
      new IdentityHashMap<>();
  private final IdentityHashMap<SetDefinition, Map<SetEntry, Boolean>> resolvedForExclusion =
      new IdentityHashMap<>();

  private SetEvaluation() {}

  /**
   * Evaluates the set's queries for all users, and finds its identifiers in their records. Reads no
   * users if the set lists only primary IDs.
   *
   * @param time the time for the set's queries
   * @param timeout the time limit for reading all users
   * @throws SetTimeoutException if reading all users takes longer
   */
  static SetEvaluation of(SetDefinition set, UserSource users, QueryTime time, Duration timeout) {
    SetEvaluation evaluation = new SetEvaluation();
    evaluation.prepare(set);
    if (!evaluation.holders.isEmpty() || !evaluation.queryMembers.isEmpty()) {
      long start = System.nanoTime();
      users.forEach(
          user -> {
            if (System.nanoTime() - start >= timeout.toNanos()) {
              throw new SetTimeoutException();
            }
            evaluation.record(user, time);
          });
    }
    return evaluation;
  }

  private void prepare(SetDefinition set) {
    if (!prepared.add(set)) {
      return;
    }
    if (set instanceof SetDefinition.Itemized list) {
      list.idType()
          .ifPresent(type -> list.ids().forEach(id -> holders.put(key(type, id), Set.of())));
    } else if (set instanceof SetDefinition.Logical logical) {
      queryMembers.put(logical, new TreeMap<>());
    } else if (set instanceof SetDefinition.Combined combined) {
      combined.parts().forEach(this::prepare);
    }
  }

  private static Identifier key(String type, String value) {
    return new Identifier(type, value).folded();
  }

  private void record(User user, QueryTime time) {
    PrimaryId id = user.primaryId();
    Identifier.activeOf(user)
        .map(Identifier::folded)
        .forEach(key -> holders.computeIfPresent(key, (same, users) -> with(users, id)));
    queryMembers.forEach(
        (set, members) -> {
          try {
            if (set.query().test(user, time)) {
              members.put(id, true);
            }
          } catch (QueryException e) {
            members.put(id, false);
            failures.putIfAbsent(id, ReasonText.of(Reason.SET_QUERY_FAILED));
          } catch (BrokenRecordException e) {
            members.put(id, false);
            failures.put(id, ReasonText.of(Reason.BROKEN_RECORD, String.valueOf(e.getMessage())));
          }
        });
  }

  /** Most identifiers have no user or one. The empty set is shared. */
  private static Set<PrimaryId> with(Set<PrimaryId> users, PrimaryId user) {
    Set<PrimaryId> all = users.isEmpty() ? new TreeSet<>() : users;
    all.add(user);
    return all;
  }

  /**
   * Why a query failed for a user. If several queries failed, a broken record is the reason,
   * because it must be corrected in any case.
   *
   * @throws IllegalStateException if no query failed
   */
  ReasonText failure(PrimaryId user) {
    return Optional.ofNullable(failures.get(user)).orElseThrow(IllegalStateException::new);
  }

  /** The members of the set, or of one of its parts. */
  Map<SetEntry, Boolean> resolve(SetDefinition set) {
    return resolve(set, false);
  }

  /**
   * The members of a set.
   *
   * @param isExcluded whether these members are to be excluded; an ambiguous identifier then stands
   *     for all its users, because any of them may be meant
   */
  private Map<SetEntry, Boolean> resolve(SetDefinition set, boolean isExcluded) {
    IdentityHashMap<SetDefinition, Map<SetEntry, Boolean>> cache =
        isExcluded ? resolvedForExclusion : resolved;
    Map<SetEntry, Boolean> members = cache.get(set);
    if (members == null) {
      members = compute(set, isExcluded);
      cache.put(set, members);
    }
    return members;
  }

  private Map<SetEntry, Boolean> compute(SetDefinition set, boolean isExcluded) {
    if (set instanceof SetDefinition.Itemized list) {
      return resolveList(list, isExcluded);
    }
    if (set instanceof SetDefinition.Combined combined) {
      return combine(
          combined.allOf().stream().map(part -> resolve(part, isExcluded)).toList(),
          combined.anyOf().stream().map(part -> resolve(part, isExcluded)).toList(),
          combined.noneOf().stream().map(part -> resolve(part, !isExcluded)).toList());
    }
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    queryMembers
        .getOrDefault((SetDefinition.Logical) set, Map.of())
        .forEach((id, certain) -> members.put(new SetEntry.Member(id), certain));
    return members;
  }

  private Map<SetEntry, Boolean> resolveList(SetDefinition.Itemized list, boolean isExcluded) {
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    for (String id : list.ids()) {
      if (list.idType().isEmpty()) {
        members.put(new SetEntry.Member(PrimaryId.of(id)), true);
        continue;
      }
      String type = list.idType().get();
      Set<PrimaryId> users = holders.getOrDefault(key(type, id), Set.of());
      if (users.size() == 1 || isExcluded) {
        users.forEach(user -> members.put(new SetEntry.Member(user), true));
      }
      if (users.size() != 1) {
        UnmatchedIdentifier identifier = new UnmatchedIdentifier(type, id, users.size() > 1);
        unmatched.add(identifier);
        if (!isExcluded) {
          members.put(identifier, true);
        }
      }
    }
    return members;
  }

  /**
   * Combines sets. An entry is no member if it is missing from one set of {@code allOf}, missing
   * from all sets of {@code anyOf}, or certain in one set of {@code noneOf}.
   *
   * @param anyOf no condition if empty
   * @return in the order of the first set of {@code allOf}; without one, in the order of {@code
   *     anyOf}
   */
  private static Map<SetEntry, Boolean> combine(
      List<Map<SetEntry, Boolean>> allOf,
      List<Map<SetEntry, Boolean>> anyOf,
      List<Map<SetEntry, Boolean>> noneOf) {
    Map<SetEntry, Boolean> members = new LinkedHashMap<>();
    Stream<Map<SetEntry, Boolean>> order =
        allOf.isEmpty() ? anyOf.stream() : allOf.stream().limit(1);
    order
        .flatMap(set -> set.keySet().stream())
        .filter(entry -> allOf.stream().allMatch(set -> set.containsKey(entry)))
        .filter(entry -> anyOf.isEmpty() || anyOf.stream().anyMatch(set -> set.containsKey(entry)))
        .filter(entry -> noneOf.stream().noneMatch(set -> isCertain(set, entry)))
        .forEach(
            entry ->
                members.put(
                    entry,
                    allOf.stream().allMatch(set -> isCertain(set, entry))
                        && (anyOf.isEmpty()
                            || anyOf.stream().anyMatch(set -> isCertain(set, entry)))
                        && noneOf.stream().noneMatch(set -> set.containsKey(entry))));
    return members;
  }

  private static boolean isCertain(Map<SetEntry, Boolean> set, SetEntry entry) {
    return set.getOrDefault(entry, false);
  }

  /** The identifiers in the set and its parts that do not match exactly one user. */
  Set<UnmatchedIdentifier> unmatched() {
    return unmatched;
  }
}
