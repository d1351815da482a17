package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.prepare.JobError;
import org.rollcall.prepare.JobForm;

class FieldNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set                            | The set with this name",
        "set.members                    | These members",
        "changes                        | Changes",
        "changes.expiry_date            | Expiry date",
        "changes.expiry_date.value      | Expiry date: New value",
        "changes.roles.add[1].role_type | Roles: To add: entry 2: Role type",
        "limits.max_users               | Maximum number of members",
        "job_name                       | Name of the job"
      })
  void place_shouldHaveTheLabelsOfTheForm(String path, String place) {
    assertThat(FieldNames.place(path)).isEqualTo(place);
  }

  @Test
  void adviceToAddAKey_shouldNameTheField() {
    Fault fault = Fault.of("changes.expiry_date.value", JobError.DATE_IN_PAST, LocalDate.EPOCH);

    assertThat(FieldNames.inWords(fault).message())
        .endsWith("if this is intended, choose yes at “Allow a past day”");
  }

  /** The messages are those of the readers, so that another wording of them is noticed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{changes: {status: {value: 'ACTIVE'}}} | choose a user group, a set, members or a query",
        "{set: 's', changes: {purge_date: {}}} | must have “New value”",
        "{set: 's', changes: {}} | leave the field empty if the job only sends letters"
      })
  void message_shouldNameFieldsAndNotKeys(String input, String words) {
    List<Fault> faults =
        JobForm.check(Given.object(input).put("initiated_by", "m"), CodeTables.of(Map.of()));

    assertThat(faults)
        .extracting(fault -> FieldNames.inWords(fault).message())
        .anySatisfy(
            message -> assertThat(message).contains(words).doesNotContain("_", "\"", " key "));
  }
}
