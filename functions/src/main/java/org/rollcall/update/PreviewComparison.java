package org.rollcall.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Recipient;
import org.rollcall.user.CodedValue;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;

/**
 * Compares what a preview has shown for a user with what would be done now. The result, the new
 * values, the entries added to and removed from lists, the state of the letter, its language and
 * its address must be the same. The old values of single fields need not be: the job replaces
 * whatever is there. See D-165.
 *
 * @param previewed read from JSON
 * @param isProcessed whether the job, or another one with the same root, has processed the user. An
 *     owed letter then goes to the present address, so that letters are not compared
 */
public record PreviewComparison(Outcome previewed, boolean isProcessed) {

  /**
   * Whether a user can be processed as previewed. Only an address that bounced since makes no
   * difference: the user is changed, and the letter is owed.
   *
   * @param present read from JSON, as the previewed outcome is
   */
  public boolean isSame(Outcome present) {
    return previewed.result() == present.result()
        && newValues(previewed).equals(newValues(present))
        && previewed.credentials().equals(present.credentials())
        && isSameLetter(present);
  }

  private boolean isSameLetter(Outcome present) {
    if (isProcessed) {
      return true;
    }
    boolean hasBounced =
        previewed.letter().equals(Optional.of(State.DUE))
            && present.letter().equals(Optional.of(State.ADDRESS_BOUNCED));
    return (hasBounced || previewed.letter().equals(present.letter()))
        && previewed.recipient().equals(present.recipient());
  }

  /**
   * What a job does to a field.
   *
   * @param value the new value; for a list, the entries that the job adds
   * @param removed the entries that the job removes from lists
   */
  private record NewValue(Optional<JsonNode> value, List<JsonNode> removed) {

    static NewValue of(FieldChange change) {
      return new NewValue(
          change.after(), change.before().map(PreviewComparison::removedEntries).orElse(List.of()));
    }
  }

  private static Map<String, NewValue> newValues(Outcome outcome) {
    Map<String, NewValue> values = new TreeMap<>();
    outcome.changes().forEach((field, change) -> values.put(field, NewValue.of(change)));
    return values;
  }

  /**
   * The lists of a field's old value. They contain only the entries that the job removes. A list
   * without such entries is as good as none.
   */
  private static List<JsonNode> removedEntries(JsonNode before) {
    List<JsonNode> lists = new ArrayList<>();
    addLists(before, lists);
    return lists;
  }

  private static void addLists(JsonNode node, List<JsonNode> lists) {
    if (node.isArray() && !node.isEmpty()) {
      lists.add(node);
    } else if (node.isObject()) {
      node.forEach(value -> addLists(value, lists));
    }
  }

  /** The outcome of a user who is not processed, because the preview does not hold any more. */
  Outcome skipped(Outcome present) {
    List<String> before = new ArrayList<>();
    List<String> now = new ArrayList<>();
    add("", previewed.result(), present.result(), before, now);
    Map<String, NewValue> previewedValues = newValues(previewed);
    Map<String, NewValue> presentValues = newValues(present);
    Set<String> fields = new TreeSet<>(previewedValues.keySet());
    fields.addAll(presentValues.keySet());
    for (String field : fields) {
      if (!Objects.equals(previewedValues.get(field), presentValues.get(field))) {
        String one = text(previewed.changes().get(field));
        String other = text(present.changes().get(field));
        before.add(field + " " + one);
        now.add(field + " " + (one.equals(other) ? other + " in another way" : other));
      }
    }
    addLetter(present, before, now);
    return Outcome.of(
        present.primaryId(),
        Result.SKIPPED,
        Reason.CHANGED_SINCE_PREVIEW,
        String.join(", ", before),
        String.join(", ", now));
  }

  private void addLetter(Outcome present, List<String> before, List<String> now) {
    if (isSameLetter(present)) {
      return;
    }
    add(
        "letter ",
        previewed.letter().map(Enum::name).orElse("none"),
        present.letter().map(Enum::name).orElse("none"),
        before,
        now);
    add("language ", language(previewed), language(present), before, now);
    if (!address(previewed).equals(address(present))) {
      before.add("address as it was then");
      now.add(present.recipient().isPresent() ? "another address" : "no address");
    }
  }

  private static String language(Outcome outcome) {
    return outcome.recipient().map(recipient -> recipient.language().used()).orElse("none");
  }

  private static Optional<String> address(Outcome outcome) {
    return outcome.recipient().map(Recipient::address);
  }

  private static void add(
      String name, Object one, Object other, List<String> before, List<String> now) {
    if (!one.equals(other)) {
      before.add(name + one);
      now.add(name + other);
    }
  }

  /** A change with its values, if they are not lists, which may contain personal data. */
  private static String text(@Nullable FieldChange change) {
    if (change == null) {
      return "unchanged";
    }
    boolean isSimple =
        Stream.of(change.before(), change.after())
            .flatMap(Optional::stream)
            .allMatch(value -> value.isValueNode() || value.has("value"));
    return isSimple ? value(change.before()) + " -> " + value(change.after()) : "changed";
  }

  private static String value(Optional<JsonNode> node) {
    return node.flatMap(CodedValue::code).orElse("(none)");
  }
}
