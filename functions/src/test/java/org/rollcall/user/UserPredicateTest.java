package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.messages;
import static org.rollcall.Given.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.query.QueryException;

class UserPredicateTest {

  private static final User ADA =
      user(
          """
          {primary_id: 's1', first_name: 'Ada', last_name: 'Byron', user_group: {value: 'UG'},
           expiry_date: '2026-01-01Z', visits: 3, none: 0, blank: '', nothing: null,
           contact_info: {email: [{email_address: 'a@example.edu', preferred: true}], phone: []}}
          """);

  private static ObjectNode node(String query) {
    return Json.MAPPER.createObjectNode().put("query", query);
  }

  private static UserPredicate predicate(String query) {
    Faults faults = new Faults();
    UserPredicate read =
        UserPredicate.read(Fields.of(node(query), "", faults).orElseThrow(), "query").orElseThrow();
    assertThat(faults.isEmpty()).isTrue();
    return read;
  }

  /** They would be true for everyone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'UG' | 'UG'",
        "('UG') | 'UG'",
        "5 | 5",
        "user_group.value = 'UG' or 'PG' | 'PG'",
        "'PG' and status.value = 'ACTIVE' | 'PG'",
        "['UG', 'PG'] | 'UG'",
        "$not('UG') | 'UG'",
        "status.value = 'ACTIVE' ? 'UG' : false | 'UG'",
        "(expiry_date < '2027'; 'UG') | 'UG'",
        "user_statistic['EN'] | 'EN'",
        "$exists(user_note[note_type.value = 'OTHER' or 'LIBRARY']) | 'LIBRARY'"
      })
  void textOrNumberAlone_shouldBeAnError(String query, String constant) {
    Faults faults = new Faults();
    assertThat(UserPredicate.read(Fields.of(node(query), "", faults).orElseThrow(), "query"))
        .isEmpty();
    assertThat(messages(faults))
        .singleElement()
        .asString()
        .startsWith("query: " + constant + " alone is not a condition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "contact_info.email[0].preferred",
        "user_group.value in ['UG', 'PG']",
        "$contains(last_name, 'x')",
        "(status.value ? 'a' : 'b') = 'a'",
        "$boolean(user_note)",
        "user_note[[0, 1]]"
      })
  void conditionWithTextsAndNumbers_shouldBeAccepted(String query) {
    assertThat(predicate(query)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "user_group.value = 'UG'",
        "user_group.value in ['UG', 'PG'] and expiry_date < '2026-11-22'",
        "visits",
        "($n := -1; $n)",
        "first_name",
        "user_group",
        "contact_info.email[preferred = true]",
        "($all := [false, 0, 'x']; $all)",
        "$not($exists(purge_date))",
        "$count(contact_info.email) = 1"
      })
  void truthyResult_shouldBeTrue(String query) throws QueryException {
    assertThat(predicate(query).test(ADA, Given.TIME)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "user_group.value = 'PG'",
        "none",
        "blank",
        "nothing",
        "null",
        "$exists(nothing)",
        "no_such_field",
        "no_such_field.value = 'x'",
        "contact_info.phone",
        "[]",
        "($none := [false, 0, '', null, []]; $none)",
        "{}",
        "function($x){true}",
        "$sum",
        "primary_id = 'S1'"
      })
  void falsyResult_shouldBeFalse(String query) throws QueryException {
    assertThat(predicate(query).test(ADA, Given.TIME)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first_name + 1 = 2",
        "$number(last_name) > 1",
        "$error(first_name & last_name)",
        "$toMillis(last_name) > 0",
        "$assert(false, first_name)",
        "$match(first_name, last_name)",
        "first_name.$length(1)"
      })
  void failingQuery_shouldNotQuoteRecord(String query) {
    assertThatThrownBy(() -> predicate(query).test(ADA, Given.TIME))
        .isInstanceOfSatisfying(
            QueryException.class,
            e ->
                assertThat(e.getMessage())
                    .startsWith("the query fails for this record")
                    .doesNotContain("Ada", "Byron"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n){$f($n + 1)}; $f(0))",
        "($f := function($n){1 + $f($n + 1)}; $f(0))",
        "($f := function($n){$map([1..9], function($x){$f($n + $x)})}; $f(0))"
      })
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endlessQuery_shouldFail(String query) {
    assertThatThrownBy(() -> predicate(query).test(ADA, Given.TIME))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void query_shouldBeReusableForSeveralUsers() throws QueryException {
    UserPredicate predicate = predicate("user_group.value = 'UG'");
    assertThat(predicate.test(ADA, Given.TIME)).isTrue();
    assertThat(predicate.test(user("{user_group: {value: 'PG'}}"), Given.TIME)).isFalse();
    assertThat(predicate.test(ADA, Given.TIME)).isTrue();
  }

  @Test
  void query_shouldNotModifyUser() throws QueryException {
    User user = user("{user_group: {value: 'UG'}, l: [1, 2]}");
    predicate("$ ~> |$|{'user_group': 'X', 'l': []}|").test(user, Given.TIME);
    assertThat(user).isEqualTo(user("{user_group: {value: 'UG'}, l: [1, 2]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_group.value =", "((((", "'open", "/(/", "a ? b :"})
  void invalidJsonata_shouldBeOneError(String query) {
    Faults faults = new Faults();
    Fields fields = Fields.of(node(query), "set", faults).orElseThrow();
    assertThat(UserPredicate.read(fields, "query")).isEmpty();
    List<String> said = messages(faults);
    assertThat(said).singleElement().asString().startsWith("set.query: is not valid JSONata");
  }

  @Test
  void deeplyNestedQuery_shouldBeAnError() {
    Faults faults = new Faults();
    Fields fields = Fields.of(node("(".repeat(9_000)), "set", faults).orElseThrow();
    assertThat(UserPredicate.read(fields, "query")).isEmpty();
    assertThat(messages(faults))
        .singleElement()
        .asString()
        .startsWith("set.query: is not valid JSONata");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "expiry_date < '30.06.2027'|expiry_date with \"30.06.2027\", which is not a day; write 2027-06-30",
        "'06/30/2027' > purge_date|purge_date with \"06/30/2027\", which is not a day; write 2027-06-30",
        "expiry_date = '2027-02-30'|expiry_date with \"2027-02-30\", which is not a day; February 2027 has 28 days",
        "expiry_date >= '2027-13-01'|which is not a day; this day does not exist",
        "birth_date in ['2000-01-01', 'May']|birth_date with \"May\", which is not a day",
        "$count(user_note[created_date < '1.1.2026']) > 0|user_note.created_date with \"1.1.2026\""
      })
  void dayThatIsComparedWithAnotherText_shouldBeAFault(String query, String fault) {
    Faults faults = new Faults();
    assertThat(UserPredicate.read(Fields.of(node(query), "", faults).orElseThrow(), "query"))
        .isEmpty();
    assertThat(messages(faults)).singleElement().asString().contains(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry_date < '2027'",
        "expiry_date < '2026-06'",
        "expiry_date <= '2026-01-01Z'",
        "user_note.created_date < '2026-01-01T08:00:00Z'",
        "expiry_date = ''",
        "user_group.value = '30.06.2027'"
      })
  void dayThatIsComparedWithADay_shouldBeValid(String query) {
    assertThat(predicate(query)).isNotNull();
  }
}
