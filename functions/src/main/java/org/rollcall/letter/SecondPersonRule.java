package org.rollcall.letter;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.change.ChangeKinds;
import org.rollcall.json.Fields;
import org.rollcall.json.InputError;
import org.rollcall.json.SimilarNames;

/**
 * Which jobs need a second person: one operator previews them, and another one confirms. See D-164.
 *
 * @param aboveMembers jobs whose set has more members; empty for no such jobs
 * @param alwaysFor jobs that have one of these kinds of change
 */
public record SecondPersonRule(
    OptionalInt aboveMembers, @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> alwaysFor) {

  private static final int MAX_KEY_LENGTH = 100;

  public SecondPersonRule {
    alwaysFor = List.copyOf(alwaysFor);
  }

  /** Reads the key {@code second_person} of {@code institution.json}, and adds its errors. */
  static Optional<SecondPersonRule> read(Fields rule) {
    OptionalInt aboveMembers = rule.count("above_members");
    List<String> alwaysFor =
        rule.lines("always_for", MAX_KEY_LENGTH).entrySet().stream()
            .filter(entry -> isKind(rule, entry.getKey(), entry.getValue()))
            .map(Map.Entry::getValue)
            .toList();
    rule.rejectUnknownKeys();
    boolean isEmptyList = rule.length("always_for").orElse(rule.has("always_for") ? 1 : 0) == 0;
    if (!rule.has("above_members") && isEmptyList) {
      rule.fault(LetterError.SECOND_PERSON_FOR_NO_JOB);
    }
    return Optional.of(new SecondPersonRule(aboveMembers, alwaysFor));
  }

  private static boolean isKind(Fields rule, String key, String kind) {
    if (!ChangeKinds.hasKey(kind)) {
      rule.fault(
          key,
          InputError.UNKNOWN_VALUE,
          "a change of a job's input, such as roles",
          SimilarNames.hint(kind, ChangeKinds.keys()));
    }
    return ChangeKinds.hasKey(kind);
  }

  /**
   * Why a job needs a second person, such as "it changes roles"; empty if it does not.
   *
   * @param members the number of members of the whole set
   * @param changes the job's kinds of change
   */
  public Optional<String> reason(int members, Collection<String> changes) {
    List<String> listed = alwaysFor.stream().distinct().filter(changes::contains).toList();
    if (!listed.isEmpty()) {
      return Optional.of("it changes " + String.join(" and ", listed));
    }
    return aboveMembers.isPresent() && members > aboveMembers.getAsInt()
        ? Optional.of(
            "its set has %d members, which is more than %d"
                .formatted(members, aboveMembers.getAsInt()))
        : Optional.empty();
  }
}
