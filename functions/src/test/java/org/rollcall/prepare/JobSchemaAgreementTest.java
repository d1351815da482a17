package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

/** The schema for editors and Rollcall's own reader accept and refuse the same inputs. */
class JobSchemaAgreementTest {

  private static final String START = "{initiated_by: 'ops.desk', ";
  private static final String CHANGES = START + "set: 'night-readers', changes: {";

  private static boolean isValidBySchema(JsonNode input) throws IOException {
    Path file = Path.of(System.getProperty("rollcall.home"), "docs", "job-input.schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(file));
    return schema.validate(input).isEmpty();
  }

  private static List<String> faultsOf(JsonNode input) {
    Faults faults = new Faults();
    JobInput.read(input, CodeTables.of(Map.of()), faults);
    return messages(faults);
  }

  private static JsonNode job(String keys) {
    return Given.json(START + keys + "}");
  }

  private static JsonNode jobThatChanges(String changes) {
    return Given.json(CHANGES + changes + "}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set: 'night-readers', notify: {type: 'RENEWAL_REMINDER'}",
        "set: {members: ['ada.k']}, notify: {type: 'RENEWAL_REMINDER'}",
        "set: {members: ['ada.k'], id_type: '01'}, notify: {type: 'RENEWAL_REMINDER'}",
        "set: {query: \"status.value = 'ACTIVE'\"}, notify: {type: 'RENEWAL_REMINDER'}",
        "set: {type: 'JOB', job: 'a-1', members: 'OWED'}, notify: {type: 'RENEWAL_REMINDER'}",
        "set: 's', mode: 'RUN', job_name: 'Night desk', notify: {type: 'RENEWAL_REMINDER'}",
        "set: 's', notify: {type: 'RENEWAL_REMINDER', test_to: 'desk@example.edu'}",
        "set: 's', limits: {max_users: 9, include_staff: true}, notify: {type: 'X'}",
        "set: 's', limits: {max_failures_percent: 5}, notify: {type: 'X'}"
      })
  void goodJob_shouldBeAcceptedByBoth(String keys) throws IOException {
    assertThat(isValidBySchema(job(keys))).isTrue();
    assertThat(faultsOf(job(keys))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_group: {value: 'EVENING'}",
        "user_group: {value: 'EVENING', when: \"status.value = 'ACTIVE'\"}",
        "campus_code: {clear: true, condition: 'IF_NOT_EMPTY'}",
        "status: {value: 'INACTIVE'}",
        "expiry_date: {value: 'today'}",
        "expiry_date: {from_today: 'P18M'}",
        "purge_date: {extend_by: 'P2Y', condition: 'ALWAYS'}",
        "purge_date: {value: '2001-02-03', allow_past: true}",
        "account_type: {value: 'INTERNAL', reset_password: false, only_if_reachable: true}",
        "account_type: {value: 'INTERNAL', credential: 'LINK'}",
        "force_password_change: {value: false}",
        "email: {replace_domain: {from: 'old.example', to: 'new.example'}}",
        "preferred_sms: {clear: true}",
        "rs_libraries: {add: ['EAST'], remove: ['WEST']}",
        "notes: {add: [{note_type: 'DESK', note_text: 'Ask for the key.'}]}"
      })
  void goodChange_shouldBeAcceptedByBoth(String changes) throws IOException {
    assertThat(isValidBySchema(jobThatChanges(changes))).isTrue();
    assertThat(faultsOf(jobThatChanges(changes))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set: 's'",
        "notify: {type: 'X'}",
        "set: 's', changes: {}",
        "set: 's', changes: []",
        "set: ['ada.k'], notify: {type: 'X'}",
        "set: {members: [5]}, notify: {type: 'X'}",
        "set: {members: 'ada.k'}, notify: {type: 'X'}",
        "set: {members: ['ada.k'], query: 'true'}, notify: {type: 'X'}",
        "set: {query: ''}, notify: {type: 'X'}",
        "set: '', notify: {type: 'X'}",
        "set: 's', notify: 'X'",
        "set: 's', notify: {}",
        "set: 's', notify: {type: 'X', to: 'desk@example.edu'}",
        "set: 's', mode: 'DRY_RUN', notify: {type: 'X'}",
        "set: 's', mode: 'run', notify: {type: 'X'}",
        "set: 's', job_name: null, notify: {type: 'X'}",
        "set: 's', limits: {max_users: '9'}, notify: {type: 'X'}",
        "set: 's', limits: {max_failures_percent: 101}, notify: {type: 'X'}",
        "set: 's', jobname: 'Night desk', notify: {type: 'X'}"
      })
  void badJob_shouldBeRefusedByBoth(String keys) throws IOException {
    assertThat(isValidBySchema(job(keys))).isFalse();
    assertThat(faultsOf(job(keys))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_groups: {value: 'EVENING'}",
        "user_group: 'EVENING'",
        "user_group: {clear: true}",
        "user_group: {value: 7}",
        "campus_code: {value: 'EAST', clear: true}",
        "campus_code: {clear: false}",
        "campus_code: {value: 'EAST', condition: 'SOMETIMES'}",
        "status: {value: 'Active'}",
        "account_type: {value: 'LOCAL'}",
        "account_type: {value: 'INTERNAL', credential: 'TOKEN'}",
        "force_password_change: {value: 'true'}",
        "expiry_date: {value: '30.06.2031'}",
        "expiry_date: {from_today: '18 months'}",
        "expiry_date: {from_today: 'P1Y', extend_by: 'P1Y'}",
        "purge_date: {from_today: 'P1Y', allow_past: 'yes'}",
        "email: {replace_domain: 'new.example'}",
        "rs_libraries: {add: []}",
        "rs_libraries: {}",
        "notes: {add: [{note_text: ''}]}"
      })
  void badChange_shouldBeRefusedByBoth(String changes) throws IOException {
    assertThat(isValidBySchema(jobThatChanges(changes))).isFalse();
    assertThat(faultsOf(jobThatChanges(changes))).isNotEmpty();
  }

  /** Days, queries and relations of values are beyond the schema. Users and sets are read later. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry_date: {value: '2031-02-29'}",
        "status: {value: 'INACTIVE', when: 'status.value ='}",
        "account_type: {value: 'EXTERNAL'}",
        "email: {replace_domain: {from: 'old.example', to: 'old.example'}}",
        "rs_libraries: {add: ['EAST', 'EAST']}"
      })
  void mistakeBeyondASchema_shouldBeRefusedOnlyByRollcall(String changes) throws IOException {
    assertThat(isValidBySchema(jobThatChanges(changes))).isTrue();
    assertThat(faultsOf(jobThatChanges(changes))).isNotEmpty();
  }

  /** These depend on the institution's users, sets and day, so that both accept them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "set: 'no-such-set', changes: {status: {value: 'ACTIVE'}}",
        "set: {members: ['no.such.user']}, changes: {status: {value: 'ACTIVE'}}",
        "set: 's', changes: {expiry_date: {value: '2001-02-03'}}"
      })
  void mistakeThatOnlyAJobCanSee_shouldBeAcceptedByBoth(String keys) throws IOException {
    assertThat(isValidBySchema(job(keys))).isTrue();
    assertThat(faultsOf(job(keys))).isEmpty();
  }
}
