package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.prepare.JobInputFixture.faultsOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the errors of an input say about the right spelling. */
class JobInputHintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "initiated_by: {value: 'm'}|initiated_by: … write \"m\"",
        "job_name: ['Leavers']|job_name: … write \"Leavers\"",
        "set: 5|set: … write \"5\"",
        "set: {members: [{primary_id: 'm'}]}|set.members[0]: … write \"m\"",
        "changes: [{status: {value: 'ACTIVE'}}]|changes: … leave out the brackets [ ]",
        "changes: {status: ['INACTIVE']}|changes.status: … write {\"value\": \"INACTIVE\"}",
        "changes: {user_group: {value: {value: 'PG', desc: 'x'}}}|changes.user_group.value: … write \"PG\"",
        "changes: {campus_code: {value: ['HILL']}}|changes.campus_code.value: … write \"HILL\"",
        "changes: {roles: {add: [200]}}|changes.roles.add[0]: … write {\"role_type\": \"200\"}",
        "notify: ['X']|notify: … write {\"type\": \"X\"}",
        "limits: {include_staff: 'yes'}|limits.include_staff: … write true",
        "limits: {include_staff: 0}|limits.include_staff: … write false",
        "limits: {max_users: '20,000'}|limits.max_users: … write 20000",
        "limits: {max_failures_percent: '2.5 %'}|limits.max_failures_percent: … write 2.5"
      })
  void valueOfAnotherType_shouldBeShownInItsRightForm(String keys, String fault) {
    assertThat(faultsOf(keys))
        .singleElement()
        .asString()
        .matches(fault.replaceAll("[\\[\\]{}().]", "\\\\$0").replace("…", ".*;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31.04.2027|this day does not exist: April 2027 has 30 days",
        "30/02/2027|this day does not exist: February 2027 has 28 days",
        "2028-2-30|this day does not exist: February 2028 has 29 days",
        "20270631|this day does not exist: June 2027 has 30 days",
        "31 June 2027|this day does not exist: June 2027 has 30 days",
        "05/06/2027|write 2027-06-05 or 2027-05-06",
        "05.06.2027|write 2027-06-05",
        "12/31/2027|write 2027-12-31",
        "30 June 2027|write 2027-06-30",
        "Sep 1, 2027|write 2027-09-01",
        "30.06.27|write the year first, with four digits",
        "TODAY|write \"today\"",
        "$today()|write \"today\"",
        "P18M|a period needs the key from_today"
      })
  void textThatIsNoDate_shouldGetTheRightSpelling(String value, String hint) {
    assertThat(faultsOf("changes: {expiry_date: {value: '" + value + "'}}"))
        .singleElement()
        .asString()
        .startsWith("changes.expiry_date.value: ")
        .endsWith(hint);
    assertThat(
            faultsOf("changes: {roles: {add: [{role_type: '2', expiry_date: '" + value + "'}]}}"))
        .singleElement()
        .asString()
        .startsWith("changes.roles.add[0].expiry_date: ")
        .endsWith(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'18 months'|write P18M",
        "'1Y6M'|write P1Y6M",
        "'1 year and 6 months'|write P1Y6M",
        "365|write P365D or P365M",
        "'2027-06-30'|this is a date, not a period"
      })
  void textThatIsNoPeriod_shouldGetTheRightSpelling(String value, String hint) {
    for (String key : new String[] {"extend_by", "from_today"}) {
      assertThat(faultsOf("changes: {purge_date: {" + key + ": " + value + "}}"))
          .singleElement()
          .asString()
          .startsWith("changes.purge_date." + key + ": ")
          .endsWith("; " + hint);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "changes: {user_role: {}}|changes.user_role: unknown key; did you mean \"roles\"?",
        "changes: {user_block: {}}|changes.user_block: unknown key; did you mean \"blocks\"?",
        "changes: {rs_library: {}}|changes.rs_library: unknown key; did you mean \"rs_libraries\"?",
        "changes: {status: {value: 'ACTIVE'}}, expiry_date: {clear: true}|expiry_date: unknown key; write {\"changes\": {\"expiry_date\": …}}",
        "job: {initiated_by: 'm', set: 's'}|job: unknown key; the input must be only the object in this key",
        "detail: {changes: {}}|detail: unknown key; the input must be only the object in this key",
        "notify: {type: 'X', letter: 'Y'}|notify.letter: unknown key; the only possible one is test_to"
      })
  void keyInTheWrongPlace_shouldGetItsPlace(String keys, String fault) {
    assertThat(faultsOf(keys)).contains(fault).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"changes: {statsu: {}}", "changes: {first_name: {}}"})
  void unknownChange_shouldBeTheOnlyError(String keys) {
    assertThat(faultsOf(keys)).singleElement().asString().contains("unknown key");
  }
}
