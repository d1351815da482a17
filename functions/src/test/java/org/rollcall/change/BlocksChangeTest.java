package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.User;

class BlocksChangeTest {

  private static final String ADD = "{blocks: {add: [{block_description: '02-GLOBAL'}]}}";

  private static User blocked(String... blocks) {
    return internal("user_block: [" + String.join(", ", blocks) + "]");
  }

  private static String block(String status, String rest) {
    return "{block_type: 'GENERAL', block_description: {value: '02-GLOBAL'}, block_status: '"
        + status
        + "'"
        + rest
        + "}";
  }

  private static String add(String rest) {
    return "{blocks: {add: [{block_description: '02-GLOBAL'" + rest + "}]}}";
  }

  @Test
  void block_shouldHaveCreatorAndInternalSegment() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("first_name: 'Ada'"),
                """
                {blocks: {add: [{block_type: 'LOAN', block_description: '03-LOAN',
                                 block_note: 'Two\\nlines', expiry_date: '2027-01-31'}]}}
                """))
        .isEqualTo(
            internal(
                """
                first_name: 'Ada', user_block: [{segment_type: 'Internal',
                  block_type: {value: 'LOAN'}, block_description: {value: '03-LOAN'},
                  block_status: 'ACTIVE', block_note: 'Two\\nlines', created_by: 'MLibrarian',
                  created_date: '2026-11-22T10:00:00Z', expiry_date: '2027-01-31Z'}]
                """));
  }

  @Test
  void blockWithoutTypeNoteAndExpiry_shouldHaveDefaultType() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(internal("first_name: 'Ada'"), ADD).list("user_block"))
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.path("block_type").path("value").asText()).isEqualTo("GENERAL");
              assertThat(block.has("block_note")).isFalse();
              assertThat(block.has("expiry_date")).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", expiry_date: '2026-11-22Z'", ", block_note: null"})
  void activeBlock_shouldNotBeAddedTwice(String rest) throws ChangeRefusedException {
    User user = blocked(block("Active", rest));
    assertThat(ChangesFixture.apply(user, ADD)).isSameAs(user);
  }

  @Test
  void inactiveOrExpiredBlock_shouldStayNextToNewBlock() throws ChangeRefusedException {
    for (String old :
        new String[] {block("INACTIVE", ""), block("ACTIVE", ", expiry_date: '2026-11-21Z'")}) {
      User user = blocked(old);
      User after = ChangesFixture.apply(user, ADD);
      assertThat(after.list("user_block")).hasSize(2).startsWith(user.list("user_block").get(0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {", block_type: 'LOAN'", ", block_note: 'Bring the card.'"})
  void blockOfOtherTypeOrNote_shouldBeAdded(String rest) throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(blocked(block("ACTIVE", "")), add(rest)).list("user_block"))
        .hasSize(2);
  }

  @Test
  void activeBlock_shouldGetNewExpiryDateOnly() throws ChangeRefusedException {
    String change = add(", expiry_date: '2027-01-31'");
    User then = blocked(block("ACTIVE", ", expiry_date: '2027-01-31Z', created_by: 'other'"));
    assertThat(ChangesFixture.apply(blocked(block("ACTIVE", ", created_by: 'other'")), change))
        .isEqualTo(then);
    assertThat(
            ChangesFixture.apply(
                blocked(block("ACTIVE", ", expiry_date: '2030-01-01Z', created_by: 'other'")),
                change))
        .isEqualTo(then);
    assertThat(ChangesFixture.apply(then, change)).isSameAs(then);
    assertThat(ChangesFixture.apply(then, ADD)).isSameAs(then);
  }

  @Test
  void expiredBlock_shouldBeAddedOnce() throws ChangeRefusedException {
    String change = add(", expiry_date: '2020-01-31'");
    User once = ChangesFixture.apply(internal("first_name: 'Ada'"), change);
    assertThat(once.list("user_block")).hasSize(1);
    assertThat(ChangesFixture.apply(once, change)).isSameAs(once);
  }

  private static String disable(String keys) {
    return "{blocks: {disable: [{" + keys + "}]}}";
  }

  @Test
  void disabledBlock_shouldKeepFormOfStatus() throws ChangeRefusedException {
    String rest = ", block_note: 'n', expiry_date: '2020-01-01Z'}";
    String what = "{block_description: '02-GLOBAL', block_status: ";
    assertThat(
            ChangesFixture.apply(
                blocked(
                    what + "'Active'" + rest,
                    what + "{value: 'ACTIVE', desc: 'Active'}" + rest,
                    "{block_description: {value: '02-GLOBAL'}}",
                    "{block_description: '03-LOAN'}"),
                disable("block_description: '02-GLOBAL'")))
        .isEqualTo(
            blocked(
                what + "'INACTIVE'" + rest,
                what + "{value: 'INACTIVE', desc: 'Inactive'}" + rest,
                "{block_description: {value: '02-GLOBAL'}, block_status: 'INACTIVE'}",
                "{block_description: '03-LOAN'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "block_type: 'GENERAL' | 0, 1",
        "block_type: 'LOAN', block_description: '02-GLOBAL' | 2",
        "block_description: '02-GLOBAL', note_contains: 'LOST' | 1",
        "block_description: '09' | none"
      })
  void disabling_shouldApplyToBlocksThatMatchAllCriteria(String keys, String disabled)
      throws ChangeRefusedException {
    User user =
        blocked(
            block("ACTIVE", ", block_note: 'Fines'"),
            block("ACTIVE", ", block_note: 'Has lost the card'"),
            "{block_type: 'LOAN', block_description: '02-GLOBAL', block_status: 'ACTIVE'}");
    List<ObjectNode> after = ChangesFixture.apply(user, disable(keys)).list("user_block");
    for (int i = 0; i < 3; i++) {
      assertThat(after.get(i).path("block_status").asText())
          .isEqualTo(disabled.contains("" + i) ? "INACTIVE" : "ACTIVE");
    }
  }

  @Test
  void disablingInactiveBlock_shouldChangeNothing() throws ChangeRefusedException {
    User user = blocked(block("Inactive", ""), "{}");
    assertThat(ChangesFixture.apply(user, disable("block_description: '02-GLOBAL'")))
        .isSameAs(user);
  }

  @Test
  void addedBlock_shouldReplaceOtherBlocksOfDescription() throws ChangeRefusedException {
    String replace =
        "{blocks: {disable: [{block_description: '02-GLOBAL'}],"
            + " add: [{block_description: '02-GLOBAL', block_note: 'New.'}]}}";
    User after = ChangesFixture.apply(blocked(block("ACTIVE", ", block_note: 'Old.'")), replace);
    assertThat(after.list("user_block"))
        .extracting(block -> block.path("block_status").asText())
        .containsExactly("INACTIVE", "ACTIVE");
    assertThat(ChangesFixture.apply(after, replace)).isSameAs(after);
  }
}
