package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;

/** Rules that hold for all changes and all users. */
class ChangeInvariantsTest {

  /** The fields that a change of the account type can modify, in addition to the type. */
  private static final Set<String> ACCOUNT_TYPES_FIELDS =
      Set.of(
          "external_id",
          "contact_info",
          "user_identifier",
          "user_block",
          "user_note",
          "user_statistic");

  /** {@link RandomChanges} finds values for single fields. It must name the other kinds. */
  @Test
  void randomChanges_shouldCoverAllKinds() {
    assertThat(RandomChanges.kinds())
        .containsExactlyInAnyOrderElementsOf(
            ChangeKinds.ALL.stream().map(ChangeKind::key).collect(Collectors.toSet()));
  }

  @Property
  void repeatedChange_shouldChangeNothingMore(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.Repeatable.class) String changes) {
    Optional<User> once = ChangesFixture.tryApply(Given.user(record), changes);
    once.ifPresent(
        user -> assertThat(ChangesFixture.tryApply(user, changes).orElseThrow()).isSameAs(user));
  }

  @Property
  void change_shouldModifyOnlyItsOwnField(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    Set<String> own = fieldsOf(Given.object(changes));
    ChangesFixture.tryApply(before, changes)
        .ifPresent(
            after -> assertThat(own).containsAll(LastChange.between(before, after).keySet()));
  }

  private static Set<String> fieldsOf(ObjectNode changes) {
    Set<String> fields = new HashSet<>();
    ChangeKinds.ALL.stream()
        .filter(kind -> changes.has(kind.key()))
        .forEach(kind -> fields.add(kind.location().getMatchingProperty()));
    if (changes.has("account_type")) {
      fields.addAll(ACCOUNT_TYPES_FIELDS);
    }
    return fields;
  }

  @Property
  void lastChange_shouldContainPreviousValues(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    ChangesFixture.tryApply(before, changes)
        .ifPresent(
            after -> {
              ObjectNode back = after.record().deepCopy();
              ObjectNode forth = before.record().deepCopy();
              LastChange.between(before, after)
                  .forEach(
                      (field, change) -> {
                        put(back, field, change.before());
                        put(forth, field, change.after());
                      });
              assertThat(back).isEqualTo(before.record());
              assertThat(forth).isEqualTo(after.record());
            });
  }

  private static void put(ObjectNode record, String field, Optional<JsonNode> value) {
    record.remove(field);
    value.ifPresent(present -> record.set(field, present));
  }

  @Property
  void change_shouldNotModifyOriginalUser(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User user = Given.user(record);
    ChangesFixture.tryApply(user, changes);
    assertThat(user).isEqualTo(Given.user(record));
  }

  @Property
  void changeWithFalseWhen_shouldNotChangeUser(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    ObjectNode asked = Given.object(changes);
    asked.forEach(change -> ((ObjectNode) change).put("when", "primary_id = 'another'"));
    User user = Given.user(record);
    ChangesFixture.tryApply(user, asked.toString())
        .ifPresent(after -> assertThat(after).isSameAs(user));
  }

  @Property
  void changeWithUnmetCondition_shouldNotChangeUser(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User user = Given.user(record);
    ObjectNode asked = Given.object(changes);
    for (ChangeKind kind : ChangeKinds.ALL) {
      if (asked.path(kind.key()) instanceof ObjectNode change) {
        boolean empty = Condition.IF_EMPTY.isMet(kind.currentValue(user));
        change.put("condition", empty ? "IF_NOT_EMPTY" : "IF_EMPTY");
      }
    }
    ChangesFixture.tryApply(user, asked.toString())
        .ifPresent(after -> assertThat(after).isSameAs(user));
  }
}
