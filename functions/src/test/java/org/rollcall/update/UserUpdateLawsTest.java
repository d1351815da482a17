package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.rollcall.Given;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.error.Reason;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Properties of the decision about any user. */
class UserUpdateLawsTest {

  private static final RollcallState UNTOUCHED = RollcallState.initial(PrimaryId.of("s1"));

  private static Decision decide(User user, String changes) {
    String json = Given.json(changes).toString();
    return JobFixture.update(JobFixture.job(Optional.of(json), Optional.empty(), true))
        .decide(new StoredUser(user, UNTOUCHED));
  }

  @Property
  void user_shouldBeWrittenOnlyIfAFieldChanges(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    Decision decision = decide(before, changes);
    boolean updated = decision.outcome().result() == Result.UPDATED;
    assertThat(decision.write().isPresent()).isEqualTo(updated);
    assertThat(decision.outcome().changes().isEmpty()).isEqualTo(!updated);
    decision.write().ifPresent(write -> assertThat(write.user()).isNotEqualTo(before));
  }

  @Property
  void repeatedJob_shouldWriteNothing(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.Repeatable.class) String changes) {
    decide(Given.user(record), changes)
        .write()
        .map(write -> decide(write.user(), changes))
        .ifPresent(
            repeated -> {
              assertThat(repeated.write()).isEmpty();
              assertThat(repeated.outcome().result()).isEqualTo(Result.UNCHANGED);
            });
  }

  @Property
  void itemAfterTheJob_shouldContainAllPreviousValues(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Decision decision = decide(Given.user(record), changes);
    decision
        .write()
        .ifPresent(
            write -> {
              ObjectNode restored = write.user().record().deepCopy();
              write
                  .state()
                  .lastChange()
                  .orElseThrow()
                  .fields()
                  .forEach((field, change) -> undo(restored, field, change));
              assertThat(restored).isEqualTo(Given.object(record));
            });
  }

  @Property
  void outcome_shouldContainTheEntriesOfListsThatDiffer(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Decision decision = decide(Given.user(record), changes);
    decision
        .outcome()
        .changes()
        .forEach(
            (field, change) -> {
              List<JsonNode> expected = entries(Given.object(record).path(field));
              List<JsonNode> restored = entries(decision.write().orElseThrow().user().get(field));
              change.after().stream()
                  .flatMap(after -> entries(after).stream())
                  .forEach(restored::remove);
              change.before().ifPresent(before -> restored.addAll(entries(before)));
              assertThat(restored).as(field).containsExactlyInAnyOrderElementsOf(expected);
            });
  }

  private static List<JsonNode> entries(JsonNode field) {
    List<JsonNode> entries = new ArrayList<>();
    if (field.isArray()) {
      field.forEach(entries::add);
    }
    return entries;
  }

  private static void undo(ObjectNode record, String field, FieldChange change) {
    record.remove(field);
    change.before().ifPresent(value -> record.set(field, value));
  }

  @Property
  void failedUser_shouldHaveAReasonAndNotBeWritten(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    Decision decision = decide(Given.user(record), changes);
    if (decision.outcome().result() == Result.FAILED) {
      assertThat(decision.outcome().reasonCode().orElseThrow())
          .isIn(Reason.BROKEN_RECORD, Reason.NO_EXTERNAL_ID);
      assertThat(decision.write()).isEmpty();
    }
  }
}
