package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.json;
import static org.rollcall.Given.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.query.QueryException;

/** The view of a record on which decisions are made, and queries over it. */
class NormalizedUserTest {

  private static boolean matches(String fields, String query) throws QueryException {
    ObjectNode input = Json.MAPPER.createObjectNode().put("query", query);
    return UserPredicate.read(Fields.of(input, "", new Faults()).orElseThrow(), "query")
        .orElseThrow()
        .test(user("{primary_id: 'p1', " + fields + "}"), Given.TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry_date: ''",
        "expiry_date: '  '",
        "expiry_date: null",
        "expiry_date: {value: ''}",
        "expiry_date: {}",
        "expiry_date: []",
        "first_name: 'Ada'"
      })
  void emptyDay_shouldBeAbsentInQueries(String fields) throws QueryException {
    assertThat(matches(fields, "$not($exists(expiry_date))")).isTrue();
    assertThat(matches(fields, "expiry_date < $today()")).isFalse();
    assertThat(matches(fields, "expiry_date <= '9999-12-31'")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_group: {value: '', desc: 'Reader'}        | user_group",
        "campus_code: {value: ' '}                      | campus_code",
        "user_title: ''                                 | user_title",
        "user_block: []                                 | user_block",
        "user_block: [{}, {block_note: ''}]             | user_block",
        "contact_info: {email: [], phone: null}         | contact_info",
        "contact_info: {email: [{email_type: []}]}      | contact_info.email",
        "pref_first_name: ' '                           | pref_first_name",
        "job_description: {value: ''}                   | job_description",
        "club: {badge: '', rooms: [{}]}                 | club"
      })
  void emptyValue_shouldBeAbsentInQueries(String fields, String path) throws QueryException {
    assertThat(matches(fields, "$exists(" + path + ")")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "last_name: 'x'                                 | status.value = 'ACTIVE'",
        "status: {value: '', desc: ''}                  | status.value = 'ACTIVE'",
        "status: 'Active'                               | status.value = 'ACTIVE'",
        "status: {value: ' inactive '}                  | status.value = 'INACTIVE'",
        "account_type: 'External'                       | account_type.value = 'EXTERNAL'",
        "account_type: {value: 'internal'}              | account_type.value = 'INTERNAL'",
        "record_type: 'Staff'                           | record_type.value = 'STAFF'",
        "record_type: 'Guest'                           | record_type.value = 'Guest'",
        "user_group: ' UG '                             | user_group.value = 'UG'",
        "user_group: {value: 7}                         | user_group.value = '7'",
        "force_password_change: 'true'                  | force_password_change = 'TRUE'",
        "user_role: [{role_type: '200 '}]               | user_role[status.value = 'ACTIVE'].role_type.value = '200'",
        "user_role: [{role_type: '1', status: 'Inactive'}] | user_role.status.value = 'INACTIVE'",
        "user_identifier: [{value: '1'}]                | user_identifier.status = 'ACTIVE'",
        "user_identifier: [{value: '1', status: 'inactive'}] | user_identifier.status = 'INACTIVE'",
        "user_block: [{block_note: 'x'}]                | user_block.block_status = 'ACTIVE'",
        "user_note: [{note_text: 'x', segment_type: 'EXTERNAL'}] | user_note.segment_type = 'External'",
        "contact_info: {email: [{preferred: 'True'}]}   | contact_info.email.preferred = true",
        "user_note: [{note_text: 'x', popup_note: '0'}] | user_note.popup_note = false",
        "library_notice: [{code: 'X', value: 'FALSE'}]  | library_notice[code.value = 'X'].value = 'false'"
      })
  void code_shouldHaveItsCanonicalSpellingAndDefault(String fields, String query)
      throws QueryException {
    assertThat(matches(fields, query)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry_date = '2026-11-22'",
        "expiry_date = '2026-11-22Z'",
        "expiry_date = $today()",
        "expiry_date <= $today() and expiry_date >= $today()",
        "expiry_date <= '2026-11-22Z' and expiry_date >= '2026-11-22'",
        "$not(expiry_date < $today()) and $not(expiry_date > '2026-11-22Z')",
        "expiry_date < '2026-11-23Z' and expiry_date > '2026-11-21+01:00'",
        "expiry_date in ['2026-11-22Z', '2027-01-01']",
        "($day := '2026-11-22Z'; expiry_date = $day)",
        "$substring(expiry_date, 0, 4) = '2026'"
      })
  void day_shouldBeComparedInAllItsSpellings(String query) throws QueryException {
    for (String day :
        new String[] {
          "2026-11-22Z", "2026-11-22", "2026-11-22T00:00:00Z", " 2026-11-22Z ", "2026-11-22+02:00"
        }) {
      assertThat(matches("expiry_date: '" + day + "'", query)).as(day).isTrue();
    }
  }

  @Test
  void literalThatIsNoDay_shouldStayAsItIs() throws QueryException {
    assertThat(matches("last_name: '2026-99-22Z'", "last_name = '2026-99-22Z'")).isTrue();
    assertThat(
            matches(
                "user_note: [{note_text: 'x', created_date: '2026-11-22T10:30:00Z'}]",
                "user_note.created_date = '2026-11-22T10:30:00Z'"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"06/30/2027", "0000-00-00", "2027-02-30Z", "30.06.2027", "soon"})
  void unreadableDay_shouldFailTheQueryThatReadsIt(String day) throws QueryException {
    String fields =
        "user_group: 'UG', expiry_date: '"
            + day
            + "', user_role: [{role_type: '1', expiry_date: '"
            + day
            + "'}]";
    for (String query :
        new String[] {
          "expiry_date < $today()",
          "($day := '" + day + "'; expiry_date = $day)",
          "$exists(expiry_date)",
          "user_group.value = 'UG' and expiry_date > $today()",
          "$lookup($, 'expiry_date') = 'x'",
          "$contains($string($), 'x')",
          "($ & 'x') = 'x'",
          "('x' & user_role) = 'x'",
          "$clone($).primary_id = 'p1'",
          "($ ~> |user_role|{'scope': 'MAIN'}|).user_role.scope = 'MAIN'",
          "expiry_date > 20270101",
          "$max(user_role.expiry_date) > 'x'",
          "$exists($append(user_role, user_role)^(expiry_date))",
          "$filter(user_role, function($role) {$role.expiry_date < $today()})",
          "*[$ = 'x']",
          "$each($, function($v, $k) {$v = 'x'})",
          "user_role = [{'role_type': {'value': '1'}, 'status': {'value': 'ACTIVE'}, 'expiry_date': 'x'}]",
          "$count($distinct([user_role, user_role])) = 1",
          "$sift($, function($v) {$v = 'x'})",
          "$merge([$, {'a': 1}]).expiry_date = 'x'"
        }) {
      assertThatThrownBy(() -> matches(fields, query))
          .as(query)
          .isInstanceOf(BrokenRecordException.class)
          .hasMessageEndingWith("expiry_date is not a day such as 2027-06-30");
    }
  }

  @Test
  void unreadableDay_shouldNotDisturbQueriesThatDoNotReadIt() throws QueryException {
    String fields =
        "user_group: 'UG', expiry_date: '06/30/2027',"
            + " user_role: [{role_type: '200', expiry_date: 'soon'}]";
    assertThat(matches(fields, "user_group.value = 'UG'")).isTrue();
    assertThat(matches(fields, "user_group.value = 'PG' and expiry_date < $today()")).isFalse();
    assertThat(matches(fields, "$exists(user_role[role_type.value = '200'])")).isTrue();
    assertThat(matches(fields, "$count(user_role) = 1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_role: [{role_type: '1', expiry_date: 'x'}]  | user_role.expiry_date",
        "user_block: [{block_note: 'n', expiry_date: 7}]  | user_block.expiry_date",
        "user_note: [{created_date: '11/22/2026'}]        | user_note.created_date",
        "contact_info: {address: [{end_date: 'x'}]}       | contact_info.address.end_date",
        "birth_date: '1.2.1990'                           | birth_date"
      })
  void unreadableDayInAList_shouldBeNamed(String fields, String path) {
    assertThatThrownBy(() -> matches(fields, path + " > '2000-01-01'"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage(path.replace("contact_info.", "") + " is not a day such as 2027-06-30");
  }

  @Test
  void view_shouldNotChangeTheRecord() {
    String record = "{primary_id: 'p1', status: 'Active', expiry_date: '', user_role: [{}]}";
    User user = user(record);
    assertThat(user.normalized().record())
        .isEqualTo(json("{primary_id: 'p1', status: {value: 'ACTIVE'}}"));
    assertThat(user.record()).isEqualTo(json(record));
    assertThat(user.normalized().normalized()).isEqualTo(user.normalized());
  }
}
