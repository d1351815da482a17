package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.fields;
import static org.rollcall.Given.user;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;

/** Which fields of a record a query reads: a write depends on them (D-184). */
class UserPredicateReadsTest {

  private static final String RECORD =
      """
      {primary_id: 's1', status: 'ACTIVE', user_group: {value: 'UG', desc: 'Undergraduate'},
       contact_info: {email: [{email_address: 'a@example.edu', preferred: 'true'}]},
       user_role: [{role_type: '200', status: 'ACTIVE'}], expiry_date: '2027-06-30', shoe_size: 42}
      """;

  private static User read(String query) throws Exception {
    User user = user(RECORD).withRecordedReads();
    String json = JsonNodeFactory.instance.objectNode().put("when", query).toString();
    UserPredicate.read(fields(json, new Faults()), "when").orElseThrow().test(user, Given.TIME);
    return user;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          user_group.value = 'UG'                                    → user_group
          user_group.value = 'UG' and status.value = 'ACTIVE'        → user_group status
          user_group.value = 'PG' and status.value = 'ACTIVE'        → user_group
          $exists(contact_info.email[preferred])                     → contact_info
          'example.edu' in contact_info.email.$substringAfter(email_address, '@') → contact_info
          $not($exists(library_notice))                              → library_notice
          shoe_size > 50 or nickname = 'Ada'                         → nickname shoe_size
          user_role.*.value = '200'                                  → user_role
          """)
  void query_shouldReadOnlyTheFieldsThatItNames(String query, String expected) throws Exception {
    assertThat(read(query).readFields())
        .containsExactlyInAnyOrderElementsOf(List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$now() < '2026-11-23'", "true"})
  void queryWithoutFields_shouldReadNone(String query) throws Exception {
    assertThat(read(query).readFields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'UG' in *.value",
        "'UG' in **.value",
        "$count($keys($)) > 3",
        "'shoe_size' in $keys()",
        "$contains($string($$), 'UG')",
        "$exists($spread($)[status])",
        "$exists($each($, function($v) {$v}))",
        "$merge([$, {'x': 1}]).x = 1",
        "$exists($sift($, function($v, $k) {$k = 'nickname'}))",
        "$ = {'a': 1}",
        "($copy := $clone($); $copy.status.value = 'ACTIVE')",
        "$boolean($)",
        "$$.user_role.role_type.value = '200'",
        "($u := $; $u.status.value = 'ACTIVE')",
        "$lookup($, 'campus' & '_code').value = 'HILL'",
        "$"
      })
  void queryOfTheWholeRecord_shouldReadAllFields(String query) throws Exception {
    assertThat(read(query).readFields()).contains("user_group", "shoe_size", "last_name");
  }
}
