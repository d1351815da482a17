package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.lambda.Wiring;
import org.rollcall.prepare.StartPolicy;

/** Jobs that need a second person. */
class SecondPersonFlowTest {

  private static final String INSTITUTION =
      "{code: '01RC_INST', name: 'Harbour', default_language: 'en', second_person: {%s}}";

  private static final String JOB =
      """
      {'initiated_by': 'user.manager', %s 'set': {'members': ['s.one', 's.two', 's.three']},
       'changes': {'user_group': {'value': 'ALUMNI'}, 'expiry_date': {'extend_by': 'P1Y'}}}
      """;

  private static final String PREVIEW = JOB.formatted("'mode': 'PREVIEW',");

  @TempDir Path folder;
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    library.load(Patron.external("s.one"), Patron.external("s.two"), Patron.external("s.three"));
  }

  private void require(String rule) {
    library.put("institution.json", Given.jsonText(INSTITUTION.formatted(rule)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "above_members: 2                            | its set has 3 members, which is more than 2",
        "above_members: 900, always_for: ['user_group'] | it changes user_group"
      })
  void directRun_shouldBeRejected(String rule, String reason) {
    require(rule);

    assertThat(library.run(JOB.formatted("")).errors().get(""))
        .contains(reason, "\"mode\": \"PREVIEW\"", "another operator");
    assertThat(library.run(JOB.formatted("'limits': {'first': 1},")).errors().get(""))
        .contains(reason);
  }

  @Test
  void jobOutsideTheRule_shouldNeedOnePerson() {
    require("above_members: 3, always_for: ['roles']");

    assertThat(library.run(JOB.formatted("")).count("updated")).isEqualTo(3);
    assertThat(ConfirmFixture.confirm(library, "user.manager", library.run(PREVIEW), "").status())
        .startsWith("COMPLETED");
  }

  @Test
  void preview_shouldSayThatASecondPersonConfirmsIt() {
    require("above_members: 1");

    JsonNode report = library.run(PREVIEW).report();

    assertThat(report.path("second_person").asText())
        .isEqualTo("its set has 3 members, which is more than 1");
    assertThat(report.path("remarks").toString())
        .contains("This job needs a second person, because its set has 3 members");
  }

  @Test
  void otherOperator_shouldConfirmWithTheDigest() {
    require("always_for: ['expiry_date']");
    EndedJob preview = library.run(PREVIEW);

    assertThat(
            ConfirmFixture.confirmWithDigest(library, "user.administrator", preview)
                .count("updated"))
        .isEqualTo(3);
  }

  @Test
  void confirmWithoutDigest_shouldBeRejected() {
    require("always_for: ['expiry_date']");
    EndedJob preview = library.run(PREVIEW);

    EndedJob job = ConfirmFixture.confirm(library, "user.administrator", preview, "");

    assertThat(job.errors()).containsOnlyKeys("sha256");
    assertThat(job.errors().get("sha256")).startsWith("is missing").contains("expiry_date");
  }

  @ParameterizedTest
  @CsvSource({
    "user.manager, both are the same record",
    "USER.MANAGER, both are the same record",
    "second.record, both records have an identifier in common",
    "third.record, both records have an identifier in common"
  })
  void samePerson_shouldNotConfirm(String operator, String reason) {
    library.load(
        Patron.withRole("21", "user.manager").withJson("user_identifier", identifier("B-7001")),
        Patron.withRole("21", "second.record").withJson("user_identifier", identifier("b-7001")),
        Patron.withRole("50", "third.record")
            .withJson("user_identifier", identifier("user.manager")));
    require("above_members: 1");
    EndedJob preview = library.run(PREVIEW);

    EndedJob job = ConfirmFixture.confirmWithDigest(library, operator, preview);

    assertThat(job.errors()).containsOnlyKeys("initiated_by");
    assertThat(job.errors().get("initiated_by")).contains(reason);
  }

  private static String identifier(String value) {
    return "[{id_type: 'BARCODE', value: '" + value + "', status: 'INACTIVE'}]";
  }

  @Test
  void sameAwsIdentity_shouldNotConfirm() {
    require("above_members: 1");
    EndedJob preview = library.run(PREVIEW);
    String start =
        "{'initiated_by': '%s', 'principal': 'arn:aws:iam::1:user/x', 'started':"
            + " '2026-11-22T10:00:00Z', 'input_sha256': '0a'}";
    library.put(
        "jobs/" + preview.id() + "/start.json", start.formatted("user.manager").replace('\'', '"'));
    String id = TestLibrary.newJobId();
    library.put("jobs/" + id + "/start.json", start.formatted("x").replace('\'', '"'));

    try (StateMachineRunner machine = library.stateMachine(library.wiring())) {
      EndedJob job =
          machine.run(
              id,
              ConfirmFixture.input(preview.id())
                  .replace("user.manager", "user.administrator")
                  .replace("}", ", 'sha256': '" + ConfirmFixture.digest(preview) + "'}"));

      assertThat(job.errors().get("initiated_by")).contains("the same AWS identity");
    }
  }

  @Test
  void retryOfAJobOfOnePerson_shouldBeRejected() {
    EndedJob run = library.run(JOB.formatted(""));
    EndedJob confirm = ConfirmFixture.confirm(library, "user.manager", library.run(PREVIEW), "");
    EndedJob part = library.run(JOB.formatted("'limits': {'first': 1},"));
    require("above_members: 2");

    assertThat(library.retry(run).errors().get("retry")).contains("two people have not confirmed");
    assertThat(library.retry(confirm).errors().get("retry")).contains("second person");
    assertThat(
            library
                .run("{'initiated_by': 'user.manager', 'continue': '" + part.id() + "'}")
                .errors()
                .get("continue"))
        .contains("second person");
  }

  /** A continuation has only the rest of the set, which may be below the limit. */
  @Test
  void continuationOfAContinuation_shouldCountTheWholeSet() {
    EndedJob part = library.run(JOB.formatted("'limits': {'first': 1},"));
    String input = "{'initiated_by': 'user.manager', 'continue': '%s', 'limits': {'first': 1}}";
    EndedJob next = library.run(input.formatted(part.id()));
    assertThat(next.report().path("set").path("members").asInt()).isEqualTo(2);
    require("above_members: 2");

    assertThat(library.run(input.formatted(next.id())).errors().get("continue"))
        .contains("its set has 3 members");
    require("above_members: 3");
    assertThat(library.run(input.formatted(next.id())).count("updated")).isEqualTo(1);
  }

  @Test
  void retryOfAJobOfTwoPeople_shouldNeedNoOtherConfirm() {
    require("above_members: 2");
    EndedJob job =
        ConfirmFixture.confirmWithDigest(library, "user.administrator", library.run(PREVIEW));

    assertThat(library.retry(job).status()).isEqualTo("COMPLETED_NO_BULKS");
    library.load(Patron.withRole("21", "user.manager").with("status", "INACTIVE"));
    assertThat(library.retry(job).errors().get("initiated_by")).contains("may not run jobs");
  }

  @Test
  void scheduledJob_shouldBeExemptOnlyIfTheStackSaysSo() {
    require("above_members: 1");
    String input = Given.jsonText(JOB.formatted(""));
    Wiring wiring =
        TestLibrary.withSetting(
            library.wiring(),
            "startPolicy",
            Optional.of(new StartPolicy(false, Optional.of(Given.json(input)), true)));

    try (StateMachineRunner machine = library.stateMachine(wiring)) {
      assertThat(machine.run(TestLibrary.newJobId(), JOB.formatted("")).count("updated"))
          .isEqualTo(3);
      assertThat(
              machine
                  .run(TestLibrary.newJobId(), JOB.formatted("'job_name': 'Other',"))
                  .errors()
                  .get(""))
          .contains("second person");
    }
  }
}
