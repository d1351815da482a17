package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollcall.Given;
import org.rollcall.user.User;

/** The result of two jobs, of which the second reverts the first. */
class OppositeChangesTest {

  /** An addition to a list and its removal, each a job's changes. */
  private record Opposites(String field, String add, String remove) {}

  /** A list that did not exist becomes an empty list, which means the same in Alma. See D-041. */
  @Property
  void additionThenRemoval_shouldRestoreUserWithoutSuchEntry(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll("opposites") Opposites change) {
    User user = Given.user(record);
    Assume.that(ChangesFixture.tryApply(user, change.remove()).filter(user::equals).isPresent());
    User added = ChangesFixture.tryApply(user, change.add()).orElseThrow();
    assertThat(added).isNotEqualTo(user);
    assertThat(ChangesFixture.tryApply(added, change.remove()))
        .hasValue(withList(user, change.field()));
  }

  @Provide
  Arbitrary<Opposites> opposites() {
    return Arbitraries.of(
        new Opposites(
            "user_role",
            "{roles: {add: [{role_type: '32', scope: 'LAW', expiry_date: '2027-06-30', parameters: [{type: 'A', value: '1'}]}]}}",
            "{roles: {remove: [{role_type: '32', scope: 'LAW', parameters: [{type: 'A', value: '1'}]}]}}"),
        new Opposites(
            "user_role",
            "{roles: {add: [{role_type: '200'}]}}",
            "{roles: {remove: [{role_type: '200'}]}}"),
        new Opposites(
            "user_note",
            "{notes: {add: [{note_type: 'GENERAL', note_text: 'Locker 7', segment_type: 'EXTERNAL'}]}}",
            "{notes: {remove: [{note_type: 'GENERAL', text_contains: 'locker'}]}}"),
        new Opposites(
            "user_statistic",
            "{statistics: {add: [{statistic_category: 'AL', statistic_note: 'a'}]}}",
            "{statistics: {remove: [{statistic_category: 'AL'}]}}"),
        new Opposites(
            "rs_library", "{rs_libraries: {add: ['LAW']}}", "{rs_libraries: {remove: ['LAW']}}"));
  }

  private static User withList(User user, String field) {
    return user.get(field).isArray()
        ? user
        : user.with(field, JsonNodeFactory.instance.arrayNode());
  }

  @Property
  void blockThenDisable_shouldLeaveInactiveBlockAndOtherBlocks(
      @ForAll(supplier = RandomRecords.class) String record) {
    String disable =
        "{blocks: {disable: [{block_description: '02-GLOBAL', note_contains: 'new'}]}}";
    User user = Given.user(record);
    Assume.that(ChangesFixture.tryApply(user, disable).filter(user::equals).isPresent());
    Optional<User> blocked =
        ChangesFixture.tryApply(
            user, "{blocks: {add: [{block_description: '02-GLOBAL', block_note: 'New'}]}}");
    Assume.that(blocked.isPresent());
    List<ObjectNode> after =
        ChangesFixture.tryApply(blocked.get(), disable).orElseThrow().list("user_block");
    int count = user.list("user_block").size();
    assertThat(after.subList(0, count)).isEqualTo(user.list("user_block"));
    assertThat(after.subList(count, after.size()))
        .singleElement()
        .satisfies(block -> assertThat(block.path("block_status").asText()).isEqualTo("INACTIVE"));
  }

  @Property
  void noticeChoices_ofTwoJobs_shouldKeepLastOne(
      @ForAll(supplier = RandomRecords.class) String record) {
    String in = "{library_notices: {opt_in: ['Loans', 'News']}}";
    String out = "{library_notices: {opt_out: ['News', 'Loans']}}";
    User user = Given.user(record);
    Assume.that(ChangesFixture.tryApply(user, in).isPresent());
    User inAtLast =
        ChangesFixture.tryApply(ChangesFixture.tryApply(user, out).orElseThrow(), in).orElseThrow();
    assertThat(inAtLast.list("library_notice"))
        .containsExactlyInAnyOrderElementsOf(
            ChangesFixture.tryApply(user, in).orElseThrow().list("library_notice"));
  }
}
