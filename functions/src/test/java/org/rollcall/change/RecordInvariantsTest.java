package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.rollcall.Given;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/** Alma's rules for records, which no change violates. */
class RecordInvariantsTest {

  @Property
  void preferredEmail_shouldStayPreferred(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    ChangesFixture.tryApply(before, changes)
        .ifPresent(after -> assertThat(preferred(after)).isEqualTo(preferred(before)));
  }

  /** Whether each email address is preferred. */
  private static List<Boolean> preferred(User user) {
    return StreamSupport.stream(user.get("contact_info").path("email").spliterator(), false)
        .map(email -> email.path("preferred").asBoolean())
        .toList();
  }

  @Property
  void convertedUser_shouldHaveExternalIdOnlyIfExternal(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    ChangesFixture.tryApply(before, changes)
        .filter(after -> after.accountType() != before.accountType())
        .ifPresent(
            after ->
                assertThat(after.text("external_id").isPresent())
                    .isEqualTo(after.accountType() == AccountType.EXTERNAL));
  }

  @Property
  void internalUser_shouldNotGetExternalId(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    ChangesFixture.tryApply(before, changes)
        .filter(after -> after.accountType() != AccountType.EXTERNAL)
        .filter(after -> !before.record().has("external_id"))
        .ifPresent(after -> assertThat(after.record().has("external_id")).isFalse());
  }

  @Property
  void internalUser_shouldNotGetExternalSegment(
      @ForAll(supplier = RandomRecords.class) String record,
      @ForAll(supplier = RandomChanges.class) String changes) {
    User before = Given.user(record);
    ChangesFixture.tryApply(before, changes)
        .filter(after -> after.accountType() != AccountType.EXTERNAL)
        .ifPresent(
            after -> assertThat(externalParts(after)).isLessThanOrEqualTo(externalParts(before)));
  }

  private static long externalParts(User user) {
    return Stream.of("user_block", "user_note", "user_statistic")
        .map(user::get)
        .flatMap(list -> list.findValues("segment_type").stream())
        .map(JsonNode::asText)
        .filter("External"::equals)
        .count();
  }
}
