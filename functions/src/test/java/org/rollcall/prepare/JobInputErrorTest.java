package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.Given.json;
import static org.rollcall.Given.messages;
import static org.rollcall.Given.object;
import static org.rollcall.prepare.JobInputFixture.accepted;
import static org.rollcall.prepare.JobInputFixture.faultsOf;
import static org.rollcall.prepare.JobInputFixture.input;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.job.JobMode;

/** Invalid inputs of jobs. */
class JobInputErrorTest {

  static Stream<Arguments> faults() {
    String object = "must be an object in braces";
    String date = "must be a date from 1900 to 9999, such as 2027-06-30";
    String percent = "must be a number from 0 to 100, without quotes";
    String period = "must be an ISO 8601 period from one day to 100 years, such as P1Y or P6M";
    String domain = "must be a domain such as example.edu, without the @";
    String one = "must be a whole number of at least 1, without quotes";
    return Stream.of(
        arguments("job_name: 5", "job_name: must be text in quotes; write \"5\""),
        arguments("job_name: null", "job_name: must not be null; leave the key out instead"),
        arguments("job_name: '  '", "job_name: must not be blank"),
        arguments("job_name: 'a\\u0007b'", "job_name: contains a control character"),
        arguments("job_name: 'a\\ud83d'", "job_name: contains an unpaired surrogate"),
        arguments("job_name: 'a\\nb'", "job_name: must be on one line"),
        arguments(
            "job_name: '" + "n".repeat(256) + "'",
            "job_name: must not be longer than 255 characters"),
        arguments(
            "job_name: '" + "n".repeat(10_001) + "'",
            "job_name: must not be longer than 10000 characters"),
        arguments("initiated_by: ['m', 'n']", "initiated_by: must be text in quotes"),
        arguments("set: null", "set: must not be null; leave the key out instead"),
        arguments("set: ''", "set: must not be blank"),
        arguments(
            "set: [5]", "set: " + object + "; its keys are members, id_type, query, type, job"),
        arguments("set: ['a', 'b']", "set: " + object + "; write {\"members\": [\"a\",\"b\"]}"),
        arguments(
            "set: {}", "set: must be the name of a set, or have members, a query, or the type JOB"),
        arguments("set: {members: 'm'}", "set.members: must be a list in brackets; write [\"m\"]"),
        arguments(
            "set: {members: ['m', 5]}", "set.members[1]: must be text in quotes; write \"5\""),
        arguments("set: {members: ['m', ' ']}", "set.members[1]: must not be blank"),
        arguments(
            "set: {members: ['m'], query: 'true'}", "set.query: cannot be combined with members"),
        arguments("set: {type: 'JOB', members: 'ALL'}", "set.job: is missing"),
        arguments("set: {job: 'j', members: 'ALL'}", "set.type: is missing"),
        arguments("set: {type: 'JOB', job: {}, members: 'ALL'}", "set.job.name: is missing"),
        arguments(
            "set: {type: 'JOB', job: {name: 'n', days_ago: -1}, members: 'ALL'}",
            "set.job.days_ago: must be a whole number of at least 1, without quotes"),
        arguments(
            "set: {type: 'JOB', job: {name: 'n', id: 'x'}, members: 'ALL'}",
            "set.job.id: unknown key; the only possible one is days_ago"),
        arguments("set: {type: 'JOB', job: 'j'}", "set.members: is missing"),
        arguments("set: {type: 'LOGICAL', query: 'true'}", "set.type: must be JOB"),
        arguments(
            "set: {type: 'JOB', job: 'j', members: ['m']}",
            "set.members: must be text in quotes; write \"m\""),
        arguments(
            "notify: 'ACCOUNT_UPDATED'",
            "notify: " + object + "; write {\"type\": \"ACCOUNT_UPDATED\"}"),
        arguments("notify: {}", "notify.type: is missing"),
        arguments(
            "notify: {type: 'T', test_to: 'me'}",
            "notify.test_to: must be a mail address, such as Library <library@example.edu>"),
        arguments("limits: {max_failures_percent: 101}", "limits.max_failures_percent: " + percent),
        arguments("limits: {max_failures_percent: -1}", "limits.max_failures_percent: " + percent),
        arguments(
            "limits: {max_failures_percent: '5'}",
            "limits.max_failures_percent: " + percent + "; write 5"),
        arguments(
            "limits: {max_failures_percent: 1e-999999999}",
            "limits.max_failures_percent: " + percent),
        arguments(
            "limits: {max_failures_percent: 1e999999999}",
            "limits.max_failures_percent: " + percent),
        arguments(
            "limits: []",
            "limits: "
                + object
                + "; its keys are max_users, max_failures_percent, include_staff, first"),
        arguments("limits: 500", "limits: " + object + "; write {\"max_users\": 500}"),
        arguments("limits: {max_users: 0}", "limits.max_users: " + one),
        arguments("limits: {max_users: 1.5}", "limits.max_users: " + one),
        arguments("limits: {max_users: '5'}", "limits.max_users: " + one + "; write 5"),
        arguments("limits: {max_users: 2147483648}", "limits.max_users: " + one),
        arguments(
            "limits: {include_staff: 'true'}",
            "limits.include_staff: must be true or false, without quotes; write true"),
        arguments(
            "changes: {}",
            "changes: must have at least one change; leave the key out if the job only sends letters"),
        arguments(
            "changes: {user_group: 'ALUMNI'}",
            "changes.user_group: " + object + "; write {\"value\": \"ALUMNI\"}"),
        arguments(
            "changes: {campus_code: ['MAIN', 'HILL']}",
            "changes.campus_code: " + object + "; its keys are condition, when, value, clear"),
        arguments(
            "changes: {status: 'INACTIVE'}",
            "changes.status: " + object + "; write {\"value\": \"INACTIVE\"}"),
        arguments(
            "changes: {user_title: true}",
            "changes.user_title: " + object + "; write {\"clear\": true}"),
        arguments(
            "changes: {expiry_date: 'P1Y'}",
            "changes.expiry_date: " + object + "; write {\"extend_by\": \"P1Y\"}"),
        arguments(
            "changes: {account_type: 'EXTERNAL', external_id: {value: 'SIS'}}",
            "changes.account_type: " + object + "; write {\"value\": \"EXTERNAL\"}"),
        arguments(
            "changes: {rs_libraries: {add: 'MAIN'}}",
            "changes.rs_libraries.add: must be a list in brackets; write [\"MAIN\"]"),
        arguments("changes: {user_group: {}}", "changes.user_group.value: is missing"),
        arguments(
            "changes: {user_group: {value: '" + "g".repeat(256) + "'}}",
            "changes.user_group.value: must not be longer than 255 characters"),
        arguments(
            "changes: {status: {value: 'active'}}",
            "changes.status.value: must be one of ACTIVE, INACTIVE; did you mean \"ACTIVE\"?"),
        arguments(
            "changes: {user_group: {value: 'A', condition: 'IF_EMTPY'}}",
            "changes.user_group.condition: must be one of ALWAYS, IF_EMPTY, IF_NOT_EMPTY;"
                + " did you mean \"IF_EMPTY\"?"),
        arguments(
            "changes: {account_type: {value: 'INTERNALS'}}",
            "changes.account_type.value: must be one of INTERNAL, EXTERNAL;"
                + " did you mean \"INTERNAL\"?"),
        arguments(
            "changes: {account_type: {value: 'EXTERNAL'}}",
            "changes.external_id: is missing; account_type EXTERNAL requires it in the same job"),
        arguments(
            "changes: {account_type: {value: 'EXTERNAL', reset_password: false},"
                + " external_id: {value: 'SIS'}}",
            "changes.account_type.reset_password: can only be combined with the value INTERNAL"),
        arguments(
            "changes: {account_type: {value: 'INTERNAL', reset_password: 2}}",
            "changes.account_type.reset_password: must be true or false, without quotes"),
        arguments(
            "changes: {account_type: {value: 'INTERNAL'}, external_id: {value: 'SIS'}}",
            "changes.external_id: cannot be combined with account_type INTERNAL; internal users"
                + " have no external_id"),
        arguments(
            "changes: {expiry_date: {value: 20270630}}",
            "changes.expiry_date.value: " + date + "; write 2027-06-30"),
        arguments(
            "changes: {expiry_date: {value: '30.06.2027'}}",
            "changes.expiry_date.value: " + date + "; write 2027-06-30"),
        arguments(
            "changes: {expiry_date: {value: 'in summer'}}", "changes.expiry_date.value: " + date),
        arguments(
            "changes: {expiry_date: {value: '1814313600000'}}",
            "changes.expiry_date.value: "
                + date
                + "; this looks like milliseconds since 1970, which docs/m148.md explains"),
        arguments(
            "changes: {expiry_date: {value: '2027-02-30'}}",
            "changes.expiry_date.value: this day does not exist: February 2027 has 28 days"),
        arguments(
            "changes: {roles: {add: [{role_type: '200', expiry_date: '2027-04-31'}]}}",
            "changes.roles.add[0].expiry_date: this day does not exist: April 2027 has 30 days"),
        arguments(
            "changes: {expiry_date: {value: '2027-06-30Z'}}",
            "changes.expiry_date.value: " + date + "; write 2027-06-30"),
        arguments(
            "changes: {expiry_date: {value: '1899-12-31'}}", "changes.expiry_date.value: " + date),
        arguments(
            "changes: {purge_date: {value: '+10000-01-01'}}", "changes.purge_date.value: " + date),
        arguments(
            "changes: {purge_date: {extend_by: 'P0D'}}", "changes.purge_date.extend_by: " + period),
        arguments(
            "changes: {purge_date: {extend_by: 'P-1Y'}}",
            "changes.purge_date.extend_by: " + period),
        arguments(
            "changes: {purge_date: {extend_by: 'P100Y1D'}}",
            "changes.purge_date.extend_by: " + period),
        arguments(
            "changes: {purge_date: {extend_by: 'P9999999999Y'}}",
            "changes.purge_date.extend_by: " + period),
        arguments(
            "changes: {purge_date: {extend_by: 'PT24H'}}",
            "changes.purge_date.extend_by: " + period),
        arguments(
            "changes: {purge_date: {extend_by: '1 year'}}",
            "changes.purge_date.extend_by: " + period + "; write P1Y"),
        arguments(
            "changes: {purge_date: {extend_by: '18 Months'}}",
            "changes.purge_date.extend_by: " + period + "; write P18M"),
        arguments(
            "changes: {purge_date: {}}",
            "changes.purge_date: must have value or clear or extend_by or from_today"),
        arguments(
            "changes: {purge_date: {clear: true, extend_by: 'P1Y'}}",
            "changes.purge_date: must have only one of value, clear, extend_by, from_today"),
        arguments(
            "changes: {purge_date: {clear: false}}",
            "changes.purge_date.clear: must be true; leave the key out otherwise"),
        arguments(
            "changes: {status: {value: 'ACTIVE', clear: true}}",
            "changes.status.clear: cannot be cleared: every user has a status"),
        arguments(
            "changes: {account_type: {value: 'INTERNAL', clear: true}}",
            "changes.account_type.clear: cannot be cleared: every user has an account type"),
        arguments(
            "changes: {external_id: {clear: true}}",
            "changes.external_id.clear: cannot be cleared: every external user has an external_id,"
                + " and account_type INTERNAL removes it"),
        arguments(
            "changes: {user_group: {clear: true}}",
            "changes.user_group.clear: cannot be cleared: every user has a user_group"),
        arguments(
            "changes: {preferred_language: {clear: true}}",
            "changes.preferred_language.clear: cannot be cleared: every user has a"
                + " preferred_language"),
        arguments("changes: {campus_code: {}}", "changes.campus_code: must have value or clear"),
        arguments(
            "changes: {job_category: {value: 'A', clear: true}}",
            "changes.job_category: must have only one of value, clear"),
        arguments(
            "changes: {user_title: {clear: false}}",
            "changes.user_title.clear: must be true; leave the key out otherwise"),
        arguments(
            "changes: {job_description: {value: ' '}}",
            "changes.job_description.value: must not be blank"),
        arguments(
            "changes: {job_description: {value: 'a\\nb'}}",
            "changes.job_description.value: must be on one line"),
        arguments(
            "changes: {job_description: {value: '" + "d".repeat(1_001) + "'}}",
            "changes.job_description.value: must not be longer than 1000 characters"),
        arguments(
            "changes: {record_type: {value: 'Staff'}}",
            "changes.record_type.value: must be one of PUBLIC, STAFF, CONTACT;"
                + " did you mean \"STAFF\"?"),
        arguments(
            "changes: {force_password_change: {value: 'TRUE'}}",
            "changes.force_password_change.value: must be true or false, without quotes; write true"),
        arguments(
            "changes: {force_password_change: {clear: true}}",
            "changes.force_password_change.clear: cannot be cleared: write the value false instead"),
        arguments("changes: {preferred_sms: {}}", "changes.preferred_sms.clear: is missing"),
        arguments(
            "changes: {preferred_sms: {clear: false}}",
            "changes.preferred_sms.clear: must be true; leave the key out otherwise"),
        arguments("changes: {email: {}}", "changes.email.replace_domain: is missing"),
        arguments(
            "changes: {email: {replace_domain: {from: 'a.edu'}}}",
            "changes.email.replace_domain.to: is missing"),
        arguments(
            "changes: {email: {replace_domain: {from: '@a.edu', to: 'b.edu'}}}",
            "changes.email.replace_domain.from: " + domain),
        arguments(
            "changes: {email: {replace_domain: {from: 'a.edu', to: 'b'}}}",
            "changes.email.replace_domain.to: " + domain),
        arguments(
            "changes: {email: {replace_domain: {from: 'straße.example', to: 'b.edu'}}}",
            "changes.email.replace_domain.from: has a letter with two possible encodings; write it"
                + " encoded, as xn--…"),
        arguments(
            "changes: {email: {replace_domain: {from: 'a.edu', to: ' A.EDU'}}}",
            "changes.email.replace_domain.to: must not be the same domain as from"),
        arguments("changes: {roles: {}}", "changes.roles: must have add or remove"),
        arguments("changes: {roles: {add: []}}", "changes.roles.add: must have at least one entry"),
        arguments(
            "changes: {roles: {add: [{role_type: '200'}, {}]}}",
            "changes.roles.add[1].role_type: is missing"),
        arguments(
            "changes: {roles: {add: [{role_type: '200', parameters: [{type: 'CirculationDesk'}]}]}}",
            "changes.roles.add[0].parameters[0].value: is missing"),
        arguments(
            "changes: {roles: {add: ['200']}}",
            "changes.roles.add[0]: " + object + "; write {\"role_type\": \"200\"}"),
        arguments(
            "changes: {blocks: {disable: []}}",
            "changes.blocks.disable: must have at least one entry"),
        arguments(
            "changes: {blocks: {add: [{block_note: 'n'}]}}",
            "changes.blocks.add[0].block_description: is missing"),
        arguments(
            "changes: {blocks: {add: [{block_description: 'B', block_note: '"
                + "n".repeat(1_001)
                + "'}]}}",
            "changes.blocks.add[0].block_note: must not be longer than 1000 characters"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void invalidInput_shouldBeOneFaultWithItsPath(String keys, String fault) {
    assertThat(faultsOf(keys)).containsExactly(fault);
  }

  @Test
  void entry_listedTwice_shouldBeAFault() {
    assertThat(
            faultsOf(
                "changes: {blocks: {add: [{block_description: 'B', expiry_date: '2027-01-31'},"
                    + " {block_description: 'B'}, {block_description: 'B', block_note: 'n'}]}}"))
        .singleElement()
        .asString()
        .startsWith("changes.blocks.add[1]: is listed twice");
    assertThat(
            faultsOf(
                "changes: {roles: {add: [{role_type: '200'}, {role_type: '200', scope: 'MAIN'},"
                    + " {role_type: '200', expiry_date: '2027-01-31'}]}}"))
        .singleElement()
        .asString()
        .startsWith("changes.roles.add[2]: is listed twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{parameter: [{name: {value: 'UPDATE_User_Information_Status_Value'}, value: 'INACTIVE'}]}",
        "[{name: {value: 'task_MmsTaggingParams_boolean'}, value: 'NONE'}]",
        "{id: 'M148', initiated_by: 'm', set: 's'}",
        "{initiated_by: 'm', set: 's', UPDATE_User_Information_Campus_Value: 'HILL'}",
        "{initiated_by: 'm', set: 's', changes: {UPDATE_User_Information_Campus_Active: 'true'}}"
      })
  void payloadOfAlma_shouldPointToItsDocument(String payload) {
    Faults faults = new Faults();
    JobInput.read(json(payload), CodeTables.of(Map.of()), faults);
    assertThat(messages(faults)).singleElement().asString().contains("Alma", "docs/m148.md");
  }

  @Test
  void unknownMode_shouldBeAFault() {
    assertThat(faultsOf("mode: 'DRY_RUN'"))
        .singleElement()
        .asString()
        .startsWith("mode: must be one of RUN, PREVIEW");
    assertThat(accepted("mode: 'PREVIEW'").mode()).isEqualTo(JobMode.PREVIEW);
    assertThat(accepted("mode: 'RUN'").mode()).isEqualTo(JobMode.RUN);
    assertThat(accepted("").mode()).isEqualTo(JobMode.RUN);
  }

  @Test
  void invalidJsonata_shouldBeAFaultOfItsKey() {
    assertThat(faultsOf("set: {query: 'user_group.value ='}"))
        .singleElement()
        .asString()
        .startsWith("set.query: is not valid JSONata");
    assertThat(faultsOf("changes: {status: {value: 'ACTIVE', when: '(((('}}"))
        .singleElement()
        .asString()
        .startsWith("changes.status.when: is not valid JSONata");
  }

  @Test
  void emptyInput_shouldBeAFaultPerMissingKey() {
    Faults faults = new Faults();
    JobInput.read(json("{}"), CodeTables.of(Map.of()), faults);
    assertThat(messages(faults))
        .containsExactly(
            "initiated_by: is missing",
            "set: is missing",
            "changes: is missing; a job has changes, notify or both");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'leavers'", "null", "5"})
  void input_thatIsNotAnObject_shouldBeOneFault(String input) {
    Faults faults = new Faults();
    JobInput.read(json(input), CodeTables.of(Map.of()), faults);
    assertThat(messages(faults)).containsExactly(": must be an object in braces");
  }

  @Test
  void severalFaults_shouldAllBeReported() {
    Faults faults = new Faults();
    JobInput.read(
        json(
            """
            {job_name: 5, set: {members: [1]}, mode: 'TEST', colour: 'red',
             changes: {status: {value: 'ON'}, expiry_date: {value: 'soon', unit: 'days'},
                       roles: {add: [{role_type: ''}], ad: []}},
             limits: {max_users: -1, include_staff: null}}
            """),
        CodeTables.of(Map.of()),
        faults);
    assertThat(faults.found())
        .extracting("path")
        .containsExactlyInAnyOrder(
            "job_name",
            "initiated_by",
            "set.members[0]",
            "mode",
            "colour",
            "changes.status.value",
            "changes.expiry_date.value",
            "changes.expiry_date.unit",
            "changes.roles.add[0].role_type",
            "changes.roles.ad",
            "limits.max_users",
            "limits.include_staff");
  }
}
