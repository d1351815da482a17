package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.user.User;
import org.rollcall.user.UserPredicate;

class GroupQueryTest {

  private static ObjectNode chosen(String input, String code) {
    ObjectNode shown = Given.object(input);
    ObjectNode result = shown.deepCopy();
    GroupQuery.apply(Map.of("group", List.of(code)), shown, result);
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UG", "01", "d'Este", "a b", "ÉTUDIANT", "x-y.z"})
  void group_shouldBeTheUsersWithItsCode(String code) throws Exception {
    ObjectNode input = chosen("{}", code);
    String query = input.at("/set/query").asText();
    User member = new User(Given.object("{primary_id: 'a'}"));
    member = member.with("user_group", Given.object("{}").put("value", code));
    User other = member.with("user_group", Given.json("{value: 'OTHER'}"));
    UserPredicate predicate =
        UserPredicate.read(Given.fields(input.path("set").toString(), new Faults()), "query")
            .orElseThrow();

    assertThat(predicate.test(member, Given.TIME)).as(query).isTrue();
    assertThat(predicate.test(other, Given.TIME)).isFalse();
    assertThat(GroupQuery.code(input)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{set: 'leavers'}                                | {set: {query: \"user_group.value = 'PG'\"}}",
        "{set: {members: ['a'], id_type: 'BARCODE'}}     | {set: {query: \"user_group.value = 'PG'\"}}",
        "{set: {query: \"user_group.value = 'UG'\"}}     | {set: {query: \"user_group.value = 'PG'\"}}",
        "{job_name: 'n'}                                 | {job_name: 'n', set: {query: \"user_group.value = 'PG'\"}}"
      })
  void chosenGroup_shouldReplaceTheSet(String input, String expected) {
    assertThat(chosen(input, "PG")).isEqualTo(Given.json(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{set: 'leavers'}", "{set: {query: 'true'}}", "{}"})
  void noGroup_shouldLeaveOtherSets(String input) {
    assertThat(chosen(input, "")).isEqualTo(Given.json(input));
  }

  @Test
  void emptiedGroup_shouldRemoveItsQuery() {
    assertThat(chosen("{set: {query: \"user_group.value = 'UG'\"}}", ""))
        .isEqualTo(Given.json("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_group.value = 'UG' or true",
        "user_group.value != 'UG'",
        "user_group.value = UG",
        "status.value = 'UG'"
      })
  void otherQuery_shouldBeNoGroup(String query) {
    ObjectNode input = Given.object("{}");
    input.putObject("set").put("query", query);

    assertThat(GroupQuery.code(input)).isEmpty();
  }
}
