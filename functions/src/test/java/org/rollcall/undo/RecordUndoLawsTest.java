package org.rollcall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.undo.RecordUndo.Undone;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Properties of the undo of any job for any user. */
class RecordUndoLawsTest {

  /** What a job did to a record. */
  private record Run(User before, User after, Map<String, FieldChange> changes) {}

  private static Run run(User user, String changes) {
    String json = Given.json(changes).toString();
    User after =
        JobFixture.update(JobFixture.job(Optional.of(json), Optional.empty(), true))
            .decide(new StoredUser(user, RollcallState.initial(PrimaryId.of("s1"))))
            .write()
            .map(StoredUser::user)
            .orElse(user);
    return new Run(user, after, differences(user, after));
  }

  /** The differences of two records, as they are read from a ledger. */
  private static Map<String, FieldChange> differences(User before, User after) {
    Outcome outcome =
        Outcome.done(
            "s1",
            Outcome.Result.UPDATED,
            LastChange.between(before, after),
            Optional.empty(),
            Optional.empty());
    return Json.read(Json.bytes(outcome), Outcome.class).changes();
  }

  private static Undone undo(User user, Map<String, FieldChange> changes) {
    return RecordUndo.of(user, changes, false, Optional.empty());
  }

  @Property
  void runThenUndo_shouldRestoreTheRecord(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Run run = run(Given.user(record), changes);

    Undone undone = undo(run.after(), run.changes());

    assertThat(undone.user().record()).isEqualTo(run.before().record());
    assertThat(undone.left()).isEmpty();
  }

  @Test
  void emptyListThatTheJobRemoved_shouldReturn() {
    Run run =
        run(
            Given.user("{primary_id: 's1', account_type: 'EXTERNAL', external_id: []}"),
            "{account_type: {value: 'INTERNAL'}}");

    assertThat(undo(run.after(), run.changes()).user().record()).isEqualTo(run.before().record());
  }

  @Property
  void undoOfTheUndo_shouldEqualTheRun(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Run run = run(Given.user(record), changes);
    User undone = undo(run.after(), run.changes()).user();

    Undone redone = undo(undone, differences(run.after(), undone));

    assertThat(redone.user().record()).isEqualTo(run.after().record());
    assertThat(redone.left()).isEmpty();
  }

  @Property
  void secondUndo_shouldChangeNothing(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Run run = run(Given.user(record), changes);

    Undone undone = undo(run.before(), run.changes());

    assertThat(undone.user().record()).isEqualTo(run.before().record());
    assertThat(undone.left()).isEmpty();
  }

  /** Another person sets a field to a value that neither the record nor the job has. */
  @Property
  void fieldOfOthers_shouldStayAndTheOtherFieldsReturn(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes,
      @ForAll @IntRange(max = 1000) int choice) {
    Run run = run(Given.user(record), changes);
    Map<String, FieldChange> single = new TreeMap<>(run.changes());
    single.values().removeIf(change -> !change.places().isEmpty());
    single.keySet().removeIf(field -> field.equals("account_type"));
    Assume.that(!single.isEmpty());
    String field = single.keySet().stream().skip(choice % single.size()).findFirst().orElseThrow();
    User edited = run.after().with(field, Given.json("'others'"));

    Undone undone = undo(edited, run.changes());

    ObjectNode expected = run.before().record().deepCopy();
    expected.put(field, "others");
    if (field.equals("external_id")) {
      Optional.ofNullable(run.after().record().get("account_type"))
          .ifPresent(value -> expected.set("account_type", value));
      withoutSegments(expected);
      withoutSegments(undone.user().record());
    }
    assertThat(undone.user().record()).isEqualTo(expected);
    assertThat(undone.left()).anyMatch(text -> text.startsWith(field));
  }

  /** The segments stay with the account. */
  private static void withoutSegments(ObjectNode record) {
    record
        .findParents("segment_type")
        .forEach(parent -> ((ObjectNode) parent).remove("segment_type"));
  }

  /** Another person adds an entry to each list, at any place. */
  @Property
  void entryOfOthers_shouldStayAndTheOthersReturn(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes,
      @ForAll @IntRange(max = 1000) int place) {
    Run run = run(Given.user(record), changes);
    JsonNode foreign = Given.json("{note_type: 'OTHERS', role_type: {value: '999'}}");
    User edited = run.after();
    for (String field : run.changes().keySet()) {
      if (edited.get(field) instanceof ArrayNode list) {
        ArrayNode longer = list.deepCopy();
        longer.insert(place % (list.size() + 1), foreign);
        edited = edited.with(field, longer);
      }
    }

    Undone undone = undo(edited, run.changes());

    User withoutForeign = undone.user();
    for (String field : run.changes().keySet()) {
      if (edited.get(field) instanceof ArrayNode) {
        ArrayNode list = undone.user().get(field).deepCopy();
        assertThat(list.findValuesAsText("note_type")).contains("OTHERS");
        for (int i = list.size() - 1; i >= 0; i--) {
          if (list.get(i).equals(foreign)) {
            list.remove(i);
          }
        }
        withoutForeign =
            list.isEmpty() && !run.before().get(field).isArray()
                ? restoredEmpty(run, withoutForeign, field)
                : withoutForeign.with(field, list);
      }
    }
    assertThat(unordered(withoutForeign.record())).isEqualTo(unordered(run.before().record()));
    assertThat(undone.left()).isEmpty();
  }

  /** A record whose lists are in the order of their entries' texts. */
  private static Map<String, Object> unordered(ObjectNode record) {
    Map<String, Object> fields = new TreeMap<>();
    record
        .properties()
        .forEach(
            field -> {
              List<String> entries = new ArrayList<>();
              field.getValue().forEach(entry -> entries.add(entry.toString()));
              Collections.sort(entries);
              fields.put(field.getKey(), field.getValue().isArray() ? entries : field.getValue());
            });
    return fields;
  }

  private static User restoredEmpty(Run run, User user, String field) {
    JsonNode before = run.before().record().get(field);
    return before == null ? user.without(field) : user.with(field, before);
  }

  @Property
  void firstOfThreeJobs_shouldBeUndoneWhereTheOthersChangedNothing(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String one,
      @ForAll(supplier = RandomChanges.class) String two,
      @ForAll(supplier = RandomChanges.class) String three) {
    Run first = run(Given.user(record), one);
    Run second = run(first.after(), two);
    Run third = run(second.after(), three);

    User undone = undo(third.after(), first.changes()).user();

    User before = first.before();
    if (second.changes().containsKey("account_type")
        || third.changes().containsKey("account_type")) {
      // Entries that return get the segment of the account as a later job has converted it.
      before = new User(before.record().deepCopy());
      withoutSegments(before.record());
      withoutSegments(undone.record());
      withoutSegments(third.after().record());
    }
    for (Map.Entry<String, FieldChange> change : first.changes().entrySet()) {
      String field = change.getKey();
      boolean isUntouched =
          !second.changes().containsKey(field) && !third.changes().containsKey(field);
      if (isUntouched && !field.equals("account_type") && !field.equals("external_id")) {
        assertThat(undone.record().get(field)).isEqualTo(before.record().get(field));
      }
    }
    third
        .after()
        .record()
        .properties()
        .forEach(
            field -> {
              if (!first.changes().containsKey(field.getKey())) {
                assertThat(undone.get(field.getKey())).isEqualTo(field.getValue());
              }
            });
  }
}
