package org.rollcall.update;

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
import org.rollcall.Given;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;
import org.rollcall.update.UndoFixture.Done;
import org.rollcall.update.UndoFixture.Options;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Properties of the undo of any job for any user, with letters, credentials and other jobs. */
class UndoLawsTest {

  private static final Options OPTIONS = Options.NONE.withStaff().asAdministrator();
  private static final Options PASSWORD = OPTIONS.withLetter("NOTIFY_PASSWORD_CHANGE");

  private static final JsonNode NONE = Json.MAPPER.missingNode();

  private final UndoFixture jobs = new UndoFixture();

  private static StoredUser user(String record) {
    return new StoredUser(Given.user(record), RollcallState.initial(PrimaryId.of("s1")));
  }

  private static ObjectNode record(StoredUser user) {
    return user.user().record();
  }

  @Property(tries = 1_000)
  void runThenUndo_shouldRestoreTheRecordAndWithdrawTheCredential(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Done run = jobs.run(user(record), changes, PASSWORD);

    Done undo = jobs.undo(run, run.after(), OPTIONS);

    assertThat(record(undo.after())).isEqualTo(record(run.before()));
    assertThat(undo.after().state().credential()).isEmpty();
    assertThat(undo.outcome().reasonCode().filter(code -> code != Reason.BROKEN_RECORD)).isEmpty();
  }

  @Property(tries = 1_000)
  void undoOfTheUndo_shouldEqualTheRunApartFromTheCredential(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Done run = jobs.run(user(record), changes, PASSWORD);
    Done undo = jobs.undo(run, run.after(), OPTIONS);

    Done redo = jobs.undo(undo, undo.after(), OPTIONS);

    assertThat(record(redo.after())).isEqualTo(record(run.after()));
    assertThat(redo.outcome().credentials()).isEqualTo(run.outcome().credentials());
    assertThat(redo.outcome().letter()).isEqualTo(run.outcome().letter());
    assertThat(redo.after().state().credential().map(IssuedCredential::job))
        .isEqualTo(run.outcome().credentials().map(reset -> redo.reference()));
  }

  @Property(tries = 1_000)
  void undoAfterARedo_shouldRestoreTheRecordAgain(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Done run = jobs.run(user(record), changes, PASSWORD);
    Done undo = jobs.undo(run, run.after(), OPTIONS);
    Done redo = jobs.undo(undo, undo.after(), OPTIONS);

    Done ofTheJob = jobs.undo(run, redo.after(), OPTIONS, redo);
    Done ofTheRedo = jobs.undo(redo, redo.after(), OPTIONS);

    assertThat(record(ofTheJob.after())).isEqualTo(record(run.before()));
    assertThat(record(ofTheRedo.after())).isEqualTo(record(run.before()));
    assertThat(ofTheJob.after().state().credential()).isEmpty();
    assertThat(ofTheRedo.after().state().credential()).isEmpty();
  }

  /** A password that was used keeps the account; all other fields return. */
  @Property(tries = 1_000)
  void usedPassword_shouldKeepTheAccountAndTheSegments(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Done run = jobs.run(user(external(record)), converting(changes), PASSWORD);
    Assume.that(run.outcome().credentials().equals(Optional.of(Credentials.RESET)));
    StoredUser used = signedIn(run.after());

    Done undo = jobs.undo(run, used, OPTIONS);

    ObjectNode expected = record(run.before()).deepCopy();
    for (String field : new String[] {"account_type", "external_id"}) {
      Optional.ofNullable(record(run.after()).get(field))
          .ifPresentOrElse(value -> expected.set(field, value), () -> expected.remove(field));
    }
    assertThat(withoutSegments(record(undo.after()))).isEqualTo(withoutSegments(expected));
    assertThat(undo.after().user().get("user_note").findValuesAsText("segment_type"))
        .doesNotContain("External");
    assertThat(undo.after().state().credential()).isEqualTo(used.state().credential());
    assertThat(undo.outcome().reasonCode()).contains(Reason.CREDENTIAL_USED);
  }

  /** A record of an external account. */
  private static String external(String record) {
    ObjectNode user = Given.object(record);
    return user.put("account_type", "EXTERNAL").toString();
  }

  /** Changes that also convert the account. */
  private static String converting(String changes) {
    ObjectNode all = Given.object(changes);
    all.remove("external_id");
    all.putObject("account_type").put("value", "INTERNAL");
    return all.toString();
  }

  static StoredUser signedIn(StoredUser user) {
    IssuedCredential credential = user.state().credential().orElseThrow();
    return user.withState(
        user.state().withCredential(Optional.of(credential.usedAt(credential.issued()))));
  }

  private static JsonNode withoutSegments(JsonNode node) {
    JsonNode copy = node.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("segment_type");
      object.properties().forEach(field -> field.setValue(withoutSegments(field.getValue())));
    } else if (copy instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutSegments(array.get(i)));
      }
    }
    return copy;
  }

  /** Other people edit any fields, and add, edit, relabel and remove any entries of lists. */
  @Property(tries = 1_000)
  void editsOfOthers_shouldSurviveAndEverythingElseReturn(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes,
      @ForAll long seed) {
    Done run = jobs.run(user(record), changes, PASSWORD);
    EditsOfOthers edits = new EditsOfOthers(run, seed);

    Done undo =
        jobs.undo(run, new StoredUser(new User(edits.edited()), run.after().state()), OPTIONS);

    assertThat(unordered(record(undo.after()))).isEqualTo(unordered(edits.expected()));
  }

  /**
   * A record whose lists are in the order of their entries' texts. Empty lists are absent, and so
   * are null and an empty object.
   */
  private static Map<String, Object> unordered(JsonNode record) {
    Map<String, Object> fields = new TreeMap<>();
    record
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isArray()) {
                List<String> entries = new ArrayList<>();
                value.forEach(entry -> entries.add(new TreeMap<>(map(entry)).toString()));
                Collections.sort(entries);
                fields.put(field.getKey(), entries);
              } else if (field.getKey().equals("contact_info")) {
                fields.put(field.getKey(), unordered(value));
              } else {
                fields.put(field.getKey(), value);
              }
            });
    fields
        .values()
        .removeIf(
            value -> value.equals(List.of()) || (value instanceof JsonNode node && isEmpty(node)));
    return fields;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isObject() && value.isEmpty());
  }

  private static Map<String, JsonNode> map(JsonNode entry) {
    Map<String, JsonNode> fields = new TreeMap<>(Map.of("", entry.isObject() ? NONE : entry));
    entry.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /**
   * The undo leaves alone what later jobs have changed, and never a field that it did not change.
   */
  @Property(tries = 1_000)
  void thirdLastOfThreeJobs_shouldBeUndoneByField(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String one,
      @ForAll(supplier = RandomChanges.class) String two,
      @ForAll(supplier = RandomChanges.class) String three) {
    Done first = jobs.run(user(record), one, PASSWORD);
    Done second = jobs.run(first.after(), two, PASSWORD);
    Done third = jobs.run(second.after(), three, PASSWORD);

    Done undo = jobs.undo(first, third.after(), OPTIONS);

    boolean isConvertedLater =
        second.outcome().changes().containsKey("account_type")
            || third.outcome().changes().containsKey("account_type");
    if (isConvertedLater) {
      assertThat(undo.after().user().record().get("account_type"))
          .isEqualTo(record(third.after()).get("account_type"));
      assertThat(undo.after().state().credential()).isEqualTo(third.after().state().credential());
    }
    record(third.after())
        .properties()
        .forEach(
            field -> {
              if (!first.outcome().changes().containsKey(field.getKey())) {
                assertThat(record(undo.after()).get(field.getKey())).isEqualTo(field.getValue());
              }
            });
    if (undo.outcome().result() != Result.FAILED && !isConvertedLater) {
      for (String field : first.outcome().changes().keySet()) {
        if (!second.outcome().changes().containsKey(field)
            && !third.outcome().changes().containsKey(field)
            && !field.equals("account_type")
            && !field.equals("external_id")) {
          assertThat(record(undo.after()).get(field)).isEqualTo(record(first.before()).get(field));
        }
      }
    }
  }
}
