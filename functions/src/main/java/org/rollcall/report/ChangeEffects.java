package org.rollcall.report;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.change.Change;
import org.rollcall.change.Effect;
import org.rollcall.job.JobRequest;
import org.rollcall.job.Outcome;
import org.rollcall.user.FieldCheck;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange.FieldChange;

/** Counts what each change of a job did, from the members' outcomes. See D-143. */
final class ChangeEffects {

  private final JobRequest request;
  private final List<Part> parts = new ArrayList<>();

  /** One change, with its counts. */
  private static final class Part {
    private final Change change;
    private final FieldCheck fields;
    private final Map<Effect, Integer> counts = new EnumMap<>(Effect.class);

    Part(Change change) {
      this.change = change;
      this.fields = new FieldCheck(change.fields());
    }

    String key() {
      return change.kind().key();
    }

    int count(Effect effect) {
      return counts.getOrDefault(effect, 0);
    }
  }

  /** What one change did to one user. */
  private record One(Part part, Effect effect, String fields) {}

  ChangeEffects(JobRequest request) {
    this.request = request;
    request.readChanges().list().forEach(change -> parts.add(new Part(change)));
  }

  /** Adds a member. Returns the changes that were not made, such as {@code status: when}. */
  String add(Outcome outcome) {
    List<String> notMade = new ArrayList<>();
    for (One one : read(outcome)) {
      one.part.counts.merge(one.effect, 1, Integer::sum);
      one.part.fields.add(one.fields);
      if (one.effect == Effect.CONDITION_FALSE) {
        notMade.add(one.part.key() + ": condition");
      } else if (one.effect == Effect.WHEN_FALSE) {
        notMade.add(one.part.key() + ": when");
      }
    }
    return String.join("; ", notMade);
  }

  private List<One> read(Outcome outcome) {
    if (outcome.effects().isEmpty()) {
      return parts.stream().flatMap(part -> fromChangedFields(part, outcome)).toList();
    }
    String letters = outcome.effects().get();
    List<One> effects = new ArrayList<>();
    int next = 0;
    for (Part part : parts) {
      Effect effect = Effect.of(letters.charAt(next++));
      int length = effect == Effect.CONDITION_FALSE ? 0 : part.change.fields().size();
      effects.add(new One(part, effect, letters.substring(next, next + length)));
      next += length;
    }
    return effects;
  }

  /**
   * The outcome of an undo, or one that was completed from the user's item, has only the changed
   * fields. Entries that are only relabelled belong to the conversion of the account.
   */
  private static Stream<One> fromChangedFields(Part part, Outcome outcome) {
    JsonPointer location = part.change.kind().location();
    return Optional.ofNullable(outcome.changes().get(location.getMatchingProperty()))
        .filter(change -> !ChangesText.isRelabelled(at(location.tail(), change)))
        .map(change -> new One(part, Effect.CHANGED, ""))
        .stream();
  }

  private static FieldChange at(JsonPointer place, FieldChange change) {
    return FieldChange.of(
        change.before().map(value -> value.at(place)).orElse(null),
        change.after().map(value -> value.at(place)).orElse(null));
  }

  List<AskedChange> asked() {
    return parts.stream()
        .map(
            part ->
                new AskedChange(
                    part.key(),
                    request.changes().path(part.key()),
                    part.count(Effect.CHANGED),
                    part.count(Effect.SAME),
                    part.count(Effect.CONDITION_FALSE),
                    part.count(Effect.WHEN_FALSE)))
        .toList();
  }

  /** Whether a {@code when} reads a field that no member has, or compares an object with a text. */
  boolean hasProblem() {
    return parts.stream().anyMatch(part -> part.fields.hasProblem());
  }

  /** Adds a user whose fields are candidates for hints. */
  void addCandidates(User user) {
    parts.forEach(part -> part.fields.addCandidates(user));
  }

  /** One sentence for each problem with a field. */
  List<String> problems() {
    return parts.stream()
        .flatMap(
            part ->
                part.fields.problems().stream()
                    .map(problem -> "changes." + part.key() + ".when: " + problem))
        .toList();
  }
}
