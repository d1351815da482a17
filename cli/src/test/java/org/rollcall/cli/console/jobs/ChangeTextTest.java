package org.rollcall.cli.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;

class ChangeTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "expiry_date  | {value: '2028-08-31'}                            | Expiry date → 31 August 2028",
        "expiry_date  | {value: '2028-08-31Z', allow_past: false}        | Expiry date → 31 August 2028",
        "expiry_date  | {value: '2020-01-02', allow_past: true}          | Expiry date → 2 January 2020: allow past",
        "purge_date   | {clear: true}                                    | Purge date → empty",
        "purge_date   | {extend_by: 'P1Y6M'}                             | Purge date extended by 1 year and 6 months",
        "expiry_date  | {from_today: 'P90D', condition: 'IF_EMPTY'}      | Expiry date → 90 days from today, only if it is empty",
        "user_group   | {value: 'ALUMNI', when: \"user_group.value = 'UG'\"} | User group → ALUMNI, only if user_group.value = 'UG'",
        "status       | {value: 'INACTIVE', condition: 'IF_NOT_EMPTY'}   | Status → INACTIVE, only if it is not empty",
        "account_type | {value: 'INTERNAL', reset_password: true}        | Account type → INTERNAL: reset password",
        "preferred_sms| {value: true}                                    | Preferred sms → yes",
        "email        | {replace_domain: {from: 'a.example', to: 'b.example'}} | Email: replace domain from a.example, to b.example",
        "roles        | {add: [{role_type: '200', expiry_date: '2027-06-30'}, {role_type: '32'}]} | Roles: add role type 200, expiry date 30 June 2027 and role type 32",
        "notes        | {remove: [{note_type: 'LIB'}], condition: 'ALWAYS'} | Notes: remove note type LIB",
        "libraries    | {add: ['MAIN', 'LAW']}                           | Libraries: add MAIN and LAW",
        "a            | 5                                                | A"
      })
  void change_shouldBeInWords(String key, String asked, String text) {
    assertThat(ChangeText.of(key, Given.json(asked))).isEqualTo(text);
  }
}
