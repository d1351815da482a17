package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.Asked.internal;

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
  void category_shouldBeAddedWithItsNote() throws ChangeRefusedException {
    assertThat(Asked.of(internal("first_name: 'Ada'"), add(", statistic_note: 'class of 2026'")))
        .isEqualTo(
            internal(
                """
                first_name: 'Ada', user_statistic: [{segment_type: 'Internal',
                  statistic_category: {value: 'AL'}, statistic_note: 'class of 2026'}]
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", statistic_note: ''", ", statistic_note: 'class of 2025'"})
  void categoryThatIsThereWithAnyNote_shouldNotBeAddedWithoutOne(String note)
      throws ChangeRefusedException {
    User user = counted("{statistic_category: {value: 'AL', desc: 'Alumni'}" + note + "}");
    assertThat(Asked.of(user, add(""))).isSameAs(user);
  }

  @Test
  void categoryWithAnotherNote_shouldBeAnotherStatistic() throws ChangeRefusedException {
    User user = counted("{statistic_category: 'AL', statistic_note: 'a'}", "{}");
    assertThat(Asked.of(user, add(", statistic_note: 'a'"))).isSameAs(user);
    assertThat(Asked.of(user, add(", statistic_note: 'b'")).list("user_statistic")).hasSize(3);
  }

  @Test
  void removal_shouldTakeTheCategoryWhateverItsNote() throws ChangeRefusedException {
    String remove = "{statistics: {remove: [{statistic_category: 'AL'}]}}";
    User left = counted("{statistic_category: 'UG'}", "{}");
    assertThat(
            Asked.of(
                counted(
                    "{statistic_category: 'AL', statistic_note: 'a'}",
                    "{statistic_category: 'UG'}",
                    "{statistic_category: {value: 'AL'}}",
                    "{}"),
                remove))
        .isEqualTo(left);
    assertThat(Asked.of(left, remove)).isSameAs(left);
  }
}
