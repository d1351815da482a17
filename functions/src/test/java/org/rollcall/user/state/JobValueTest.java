package org.rollcall.user.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** The marks of fields that jobs have set. See D-128. */
class JobValueTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final JobReference FIRST = Given.job("job-1");
  private static final JobReference SECOND = Given.job("job-2");
  private static final User PATRON =
      Given.user("{primary_id: 'pat', user_group: {value: 'UG'}, campus_code: {value: 'MAIN'}}");

  private static RollcallState changed(
      RollcallState state, JobReference job, User before, User after) {
    return state.withLastChange(
        Given.lastChange(job, NOON, LastChange.between(before, after)), known -> true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{user_group: 'STAFF'} | {user_group: {desc: 'Staff', value: 'STAFF'}}",
        "{expiry_date: '2030-01-31Z'} | {expiry_date: '2030-01-31'}",
        "{gender: {value: ''}} | {}",
        "{user_note: [{note_text: 'A', n: 2}]} | {user_note: [{n: 2.0, note_text: 'A', b: null}]}"
      })
  void value_inAnotherSpelling_shouldStillBeTheJobs(String set, String found) {
    String field = firstField(set);
    User after = PATRON.with(field, Given.user(set).get(field));

    RollcallState state = changed(RollcallState.initial(PrimaryId.of("pat")), FIRST, PATRON, after);

    assertThat(state.jobThatSet(field, Given.user(found))).contains(FIRST);
  }

  private static String firstField(String record) {
    return Given.user(record).record().fieldNames().next();
  }

  @Test
  void value_setAgainOrReplaced_shouldNotBeTheFirstJobs() {
    User staff = PATRON.with("user_group", Json.MAPPER.valueToTree("STAFF"));
    User alumni =
        staff.with("user_group", Json.MAPPER.valueToTree("ALUMNI")).without("campus_code");
    RollcallState first = changed(RollcallState.initial(PrimaryId.of("pat")), FIRST, PATRON, staff);

    RollcallState second = changed(first, SECOND, staff, alumni);

    assertThat(first.jobThatSet("campus_code", staff)).isEmpty();
    assertThat(first.jobThatSet("user_group", PATRON)).isEmpty();
    assertThat(second.jobThatSet("user_group", alumni)).contains(SECOND);
    assertThat(second.jobThatSet("campus_code", alumni)).contains(SECOND);
    assertThat(second.forRecord(staff).jobThatSet("user_group", alumni)).isEmpty();
    assertThat(second.forRecord(alumni).jobThatSet("user_group", alumni)).contains(SECOND);
  }
}
