package org.rollcall.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "user_group = \"UG\"|user_group=",
        "\"UG\" = user_group.value|user_group.value=",
        "user_group in [\"UG\", \"PG\"]|user_group=",
        "user_group.value = UG|user_group.value UG",
        "$not(user_group = \"UG\") and expiry_date < $today()|user_group= expiry_date",
        "$count(user_role[role_type.value = \"21\" and scope.value]) > 0"
            + "|user_role user_role.role_type.value= user_role.scope.value",
        "contact_info.email.email_address|contact_info.email.email_address",
        "contact_info.(email[preferred].email_address)"
            + "|contact_info.email.preferred contact_info.email.email_address",
        "$filter(user_note, function($n) { $n.note_type.value = \"X\" })|user_note",
        "($g := user_group.value; $g = \"UG\")|user_group.value",
        "$.status.value ? $$.gender : **.value|status.value gender",
        "true|-"
      })
  void fields_shouldBeThoseOfTheRecord(String query, String fields) throws QueryException {
    assertThat(
            Query.parse(query).fields().stream()
                .map(field -> field.path() + (!field.texts().isEmpty() ? "=" : ""))
                .toList())
        .containsExactlyInAnyOrder(fields == null ? new String[0] : fields.split(" ", -1));
  }
}
