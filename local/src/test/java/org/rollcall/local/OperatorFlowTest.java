package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;

/** Operators without the permission for a change. */
class OperatorFlowTest {

  private static final String JOB =
      """
      {'initiated_by': '%s', 'set': %s, 'limits': {'include_staff': true},
       'changes': {'roles': {'add': [{'role_type': '%s'}]}}}
      """;

  private static final String OWN = ReasonText.of(Reason.OWN_RECORD).text();

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(
        Patron.withRole("21", TestLibrary.MANAGER)
            .withJson("user_identifier", "[{'id_type': 'BARCODE', 'value': '0042'}]"),
        Patron.external("sam"));
    library.put("sets/staff.csv", "primary_id\nUser.Manager\nuser.administrator\n");
    library.put("sets/asked.json", "{\"type\": \"LOGICAL\", \"query\": \"user_role\"}");
    library.put("sets/all.json", "{\"type\": \"COMBINED\", \"any_of\": [\"staff\", \"asked\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'members': ['user.manager']}",
        "{'members': ['USER.Manager']}",
        "{'members': ['  user.manager ']}",
        "{'members': ['0042'], 'id_type': 'BARCODE'}",
        "{'query': 'true'}",
        "'staff'",
        "'all'"
      })
  void operatorsOwnRecord_shouldNeverBeChanged(String set) {
    for (String operator : List.of("user.manager", "USER.MANAGER")) {
      EndedJob job = library.run(JOB.formatted(operator, set, "200"));

      assertThat(job.users().values())
          .filteredOn(row -> row.containsValue(OWN))
          .extracting(row -> row.get("result"))
          .containsExactly("SKIPPED");
    }
    assertThat(library.stored("user.manager").user().roles())
        .extracting(role -> role.type())
        .containsExactly("21");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{'role_type': '21', 'expiry_date': '2025-01-01'}]|role 21 expired on 2025-01-01;",
        "[{'role_type': '21', 'scope': 'LAW'}]|role 21 has the scope LAW;",
        "[{'role_type': '50', 'status': 'INACTIVE'}, {'role_type': '200'}]|role 50 is inactive;",
        "[{'role_type': '200'}]|the user has no such role;"
      })
  void operatorWithoutRole_shouldBeToldWhoAndWhy(String roles, String reason) {
    String scoped =
        roles.contains("scope") ? roles : roles.replace("'}", "', 'scope': '01RC_INST'}");
    library.load(Patron.internal("omar").withJson("user_role", scoped));

    assertThat(library.run(JOB.formatted("OMAR", "'staff'", "200")).errors())
        .extractingByKey("initiated_by")
        .asString()
        .startsWith("omar may not run jobs: " + reason.replace(";", ""))
        .contains("User Manager (21)");
  }

  @Test
  void operatorWithoutAccount_shouldBeToldWhoAndWhy() {
    String manager = "[{'role_type': '21', 'scope': '01RC_INST'}]";
    library.load(
        Patron.internal("gone")
            .withJson("expiry_date", "'2024-02-29'")
            .withJson("user_role", manager),
        Patron.internal("away")
            .withJson("status", "{'value': 'INACTIVE'}")
            .withJson("user_role", manager));

    assertThat(library.run(JOB.formatted("gone", "'staff'", "200")).errors().get("initiated_by"))
        .isEqualTo("gone may not run jobs: the account expired on 2024-02-29");
    assertThat(library.run(JOB.formatted("away", "'staff'", "200")).errors().get("initiated_by"))
        .isEqualTo("away may not run jobs: the status of the account is INACTIVE");
    assertThat(library.run(JOB.formatted("nobody", "'staff'", "200")).errors().get("initiated_by"))
        .isEqualTo("no user has the primary ID nobody");
  }

  @Test
  void administratorsOwnRecord_shouldNeverBeChanged() {
    EndedJob job =
        library.run(
            JOB.formatted("user.administrator", "{'members': ['user.administrator']}", "26"));

    assertThat(job.reason("user.administrator")).isEqualTo("OWN_RECORD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "21",
        "21 ",
        " 50",
        "021",
        "０２１",
        "2１",
        "٢١",
        "21\u200b",
        "21.0",
        "+21",
        "2\u00a01",
        "1e1",
        "XXI"
      })
  void administrativeRole_inAnySpelling_shouldBeRejected(String role) {
    library.load(Patron.external("sue"));

    EndedJob job = library.run(JOB.formatted("user.manager", "{'members': ['sue']}", role));

    assertThat(job.errors()).containsOnlyKeys("changes.roles.add[0].role_type");
    assertThat(library.stored("sue").user().roles()).isEmpty();
  }

  @Test
  void administrativeRole_asNumber_shouldBeRejected() {
    EndedJob job =
        library.run(
            JOB.formatted("user.manager", "{'members': ['sam']}", "x").replace("'x'", "21"));

    assertThat(job.errors())
        .containsEntry("changes.roles.add[0].role_type", "must be text in quotes; write \"21\"");
  }

  @Test
  void staffWithAnotherSpellingOfTheRole_shouldBeProtected() {
    library.load(
        Patron.external("numeral").withJson("user_role", "[{'role_type': {'value': 21}}]"),
        Patron.external("blank").withJson("user_role", "[{'role_type': ' 26 '}]"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['numeral', 'blank']},
             'changes': {'status': {'value': 'INACTIVE'}}}
            """);

    assertThat(job.reason("numeral")).isEqualTo("STAFF_RECORD");
    assertThat(job.reason("blank")).isEqualTo("STAFF_RECORD");
  }
}
