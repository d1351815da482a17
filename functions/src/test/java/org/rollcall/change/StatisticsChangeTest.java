package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.User;

class StatisticsChangeTest {

  private static User counted(String... statistics) {
    return internal("user_statistic: [" + String.join(", ", statistics) + "]");
  }

  private static String add(String rest) {
    return "{statistics: {add: [{statistic_category: 'AL'" + rest + "}]}}";
  }

  @Test
  void category_shouldBeAddedWithNote() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                internal("first_name: 'Ada'"), add(", statistic_note: 'class of 2026'")))
        .isEqualTo(
            internal(
                """
                first_name: 'Ada', user_statistic: [{segment_type: 'Internal',
                  statistic_category: {value: 'AL'}, statistic_note: 'class of 2026'}]
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", statistic_note: ''", ", statistic_note: 'class of 2025'"})
  void existingCategoryWithAnyNote_shouldNotBeAddedWithoutNote(String note)
      throws ChangeRefusedException {
    User user = counted("{statistic_category: {value: 'AL', desc: 'Alumni'}" + note + "}");
    assertThat(ChangesFixture.apply(user, add(""))).isSameAs(user);
  }

  @Test
  void categoryWithOtherNote_shouldBeAdded() throws ChangeRefusedException {
    User user = counted("{statistic_category: 'AL', statistic_note: 'a'}", "{}");
    assertThat(ChangesFixture.apply(user, add(", statistic_note: 'a'"))).isSameAs(user);
    assertThat(ChangesFixture.apply(user, add(", statistic_note: 'b'")).list("user_statistic"))
        .hasSize(3);
  }

  @Test
  void removal_shouldRemoveCategoryWithAnyNote() throws ChangeRefusedException {
    String remove = "{statistics: {remove: [{statistic_category: 'AL'}]}}";
    User left = counted("{statistic_category: 'UG'}", "{}");
    assertThat(
            ChangesFixture.apply(
                counted(
                    "{statistic_category: 'AL', statistic_note: 'a'}",
                    "{statistic_category: 'UG'}",
                    "{statistic_category: {value: 'AL'}}",
                    "{}"),
                remove))
        .isEqualTo(left);
    assertThat(ChangesFixture.apply(left, remove)).isSameAs(left);
  }
}
