package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;

class FieldCheckTest {

  private static final List<User> USERS =
      List.of(
          new User(
              Given.object(
                  "{primary_id: 'a', user_group: {value: 'UG'}, campus_code: {value: 'HILL'},"
                      + " user_role: [{role_type: {value: '200'}}]}")),
          new User(
              Given.object(
                  "{primary_id: 'b', user_group: {value: 'PG'}, expiry_date: '2027-06-30Z',"
                      + " contact_info: {email: [{email_address: 'b@example.edu'}]}}")));

  private static FieldCheck check(String query, List<User> users) {
    Faults faults = new Faults();
    UserPredicate predicate =
        UserPredicate.read(Given.fields("{query: \"" + query + "\"}", faults), "query")
            .orElseThrow();
    FieldCheck check = new FieldCheck(predicate.fields());
    users.forEach(check::add);
    return check;
  }

  private static List<String> problems(String query, List<User> users) {
    return check(query, users).problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user_group = 'UG'|user_group is an object, so it is never equal to a text; did you mean user_group.value?",
        "$not(campus_code != 'HILL')|campus_code is an object, so it is never equal to a text; did you mean campus_code.value?",
        "user_grup.value = 'UG'|no user has the field user_grup.value; did you mean user_group.value?",
        "user_grup = 'UG'|no user has the field user_grup; did you mean user_group.value?",
        "expirydate < '2027-01-01'|no user has the field expirydate; did you mean expiry_date?",
        "user_role.role_typ.value = '200'|no user has the field user_role.role_typ.value; did you mean user_role.role_type.value?",
        "user_group.value = UG|no user has the field UG; if it is a text, put it in quotes: 'UG'",
        "contact_info.mail.email_address|no user has the field contact_info.mail.email_address; did you mean contact_info.email.email_address?"
      })
  void fieldWithAProblem_shouldBeNamedWithTheNearest(String query, String problem) {
    assertThat(problems(query, USERS)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user_group.value = 'UG'",
        "expiry_date < '2027-01-01'",
        "$exists(contact_info)",
        "status.value = 'ACTIVE'",
        "user_role[role_type.value = '200']"
      })
  void fieldThatOneUserHas_shouldBeNoProblem(String query) {
    assertThat(problems(query, USERS)).isEmpty();
  }

  private static final List<User> CODED =
      List.of(
          new User(
              Given.object(
                  "{primary_id: 'a', user_group: {value: 'UG', desc: 'Undergraduate'},"
                      + " user_statistic: [{statistic_category: {value: 'EN'}}],"
                      + " user_identifier: [{id_type: {value: 'BARCODE'}, value: 'ab1'}]}")),
          new User(
              Given.object(
                  "{primary_id: 'b', user_group: {value: 'STAFF', desc: 'Employees'},"
                      + " user_statistic: [{statistic_category: {value: 'EN'}},"
                      + " {statistic_category: {value: 'Arts'}}]}")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user_group.value = 'ug'|\"ug\" in user_group.value; did you mean \"UG\"?",
        "user_group.value != 'Staff'|\"Staff\" in user_group.value; did you mean \"STAFF\"?",
        "user_group.value in ['UG', 'employees']|\"employees\" in user_group.value; did you mean \"STAFF\"?",
        "user_statistic[statistic_category.value = 'ARTS']|\"ARTS\" in user_statistic.statistic_category.value; did you mean \"Arts\"?"
      })
  void codeInOtherCaseOrByItsDescription_shouldBeNamed(String query, String problem) {
    assertThat(problems(query, CODED)).containsExactly("no user has the code " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user_group.value = 'UGS'|\"UGS\" in user_group.value; did you mean \"UG\"?",
        "user_group.value = 'lawyers'|\"lawyers\" in user_group.value; the possible ones are STAFF, UG"
      })
  void otherCode_shouldBeNamedIfTheQueryIsTrueForNobody(String query, String problem) {
    assertThat(check(query, CODED).problemsWithoutMembers())
        .containsExactly("no user has the code " + problem);
    assertThat(problems(query, CODED)).isEmpty();
  }

  /** The value of an identifier is no code. */
  @Test
  void personalValue_shouldNotBeNamed() {
    assertThat(check("user_identifier.value = 'AB1'", CODED).problemsWithoutMembers()).isEmpty();
  }

  @Test
  void noUsers_shouldBeNoProblem() {
    assertThat(problems("user_grup.value = 'UG'", List.of())).isEmpty();
  }
}
