package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.report.Report;

/** What a report says about the changes that were asked. */
class ChangeReportFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(
        Patron.external("uma").withJson("user_group", "{'value': 'UG'}"),
        Patron.external("pia").withJson("user_group", "{'value': 'PG'}"),
        Patron.external("ned")
            .withJson("user_group", "{'value': 'PG'}")
            .withJson("campus_code", "{'value': 'HILL'}"));
    library.put("sets/three.csv", "primary_id\numa\npia\nned\n");
  }

  private static Report report(EndedJob job) {
    return Json.read(
        job.object("report.json").getBytes(java.nio.charset.StandardCharsets.UTF_8), Report.class);
  }

  private static EndedJob run(String set, String changes) {
    return library.run(
        "{'initiated_by': 'user.manager', 'set': " + set + ", 'changes': {" + changes + "}}");
  }

  @Test
  void changes_shouldBeReportedAsAskedWithTheirCounts() {
    EndedJob job =
        run(
            "'three'",
            """
            'campus_code': {'value': 'MAIN', 'condition': 'IF_EMPTY'},
            'job_description': {'value': 'Tutor', 'when': 'user_group.value = "PG"'},
            'status': {'value': 'INACTIVE', 'when': 'user_group.value = "STAFF"'}
            """);

    Report report = report(job);
    assertThat(report.changeSummary())
        .isEqualTo(
            "campus_code 2 (1 did not meet its \"condition\"); job_description 2 (1 did not meet its"
                + " \"when\"); status 0: its \"when\" was true for nobody");
    JsonNode asked = Given.json(job.object("report.json")).path("changes");
    assertThat(StreamSupport.stream(asked.spliterator(), false).map(one -> one.path("asked")))
        .contains(Given.json("{'value': 'MAIN', 'condition': 'IF_EMPTY'}"));
    assertThat(job.cell("uma", "not_made")).isEqualTo("job_description: when; status: when");
    assertThat(job.cell("ned", "not_made")).isEqualTo("campus_code: condition; status: when");
    assertThat(job.page())
        .contains(
            "<strong>status 0: its &quot;when&quot; was true for nobody</strong><code>status: {",
            "IF_EMPTY",
            "campus_code: condition; status: when");
    assertThat(report.remarks())
        .contains(
            "not checked, because these code tables do not exist: MAIN (codes/Campuses.json)");
  }

  @Test
  void changesOfARetry_shouldBeCountedForItsMembers() {
    library.load(Patron.external("rae"));
    EndedJob job =
        library.run(
            FailingServices.failing("rae", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'query': 'primary_id = "rae"'},
             'changes': {'user_title': {'value': 'DR', 'condition': 'IF_EMPTY'}}}
            """);
    EndedJob retry = library.run("{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");

    assertThat(report(retry).changeSummary()).isEqualTo("user_title 1");
  }

  @Test
  void when_withAFieldThatNoMemberHas_shouldBeARemarkWithTheNearest() {
    EndedJob job =
        run(
            "'three'",
            """
            'user_title': {'value': 'DR', 'when': 'user_grup.value = "UG"'},
            'job_category': {'value': 'X', 'when': '$not(user_group = "UG")'}
            """);

    assertThat(report(job).remarks())
        .contains(
            "changes.user_title.when: no user has the field user_grup.value; did you mean"
                + " user_group.value?",
            "changes.job_category.when: user_group is an object, so it is never equal to a text; did"
                + " you mean user_group.value?");
  }

  @Test
  void query_withAFieldThatNoUserHas_shouldBeARemarkWithTheNearest() {
    EndedJob nobody = run("{'query': 'usergroup.value = \"UG\"'}", "'user_title': {'value': 'DR'}");
    EndedJob everybody =
        run("{'query': '$not(user_group = \"UG\")'}", "'force_password_change': {'value': true}");
    EndedJob correct =
        run("{'query': 'user_group.value = \"PG\"'}", "'force_password_change': {'value': true}");

    assertThat(report(nobody).remarks())
        .startsWith(
            "set: its query is true for nobody",
            "set: no user has the field usergroup.value; did you mean user_group.value?");
    assertThat(report(everybody).remarks())
        .containsExactly(
            "set: user_group is an object, so it is never equal to a text; did you mean"
                + " user_group.value?");
    assertThat(report(correct).remarks()).isEmpty();
  }

  @Test
  void sideEffects_shouldBeNamed() {
    library.load(
        Patron.external("sid")
            .withJson(
                "contact_info",
                "{'address': [{'city': 'Graz', 'segment_type': 'External'}], 'email': []}"));

    EndedJob job =
        run(
            "{'members': ['sid']}",
            "'account_type': {'value': 'INTERNAL', 'reset_password': false}");

    assertThat(job.cell("sid", "changes"))
        .contains("contact_info: relabelled as internal", "external_id: SIS -> (none)");
  }

  @Test
  void nameAndPhone_shouldBeShownOfPeopleWithoutALetterIfTheInstitutionWantsIt() {
    String institution = library.object("institution.json");
    library.load(
        Patron.external("noa")
            .withJson("first_name", "'Noa'")
            .withJson("last_name", "'Quince'")
            .withJson(
                "contact_info",
                "{'email': [], 'phone': [{'phone_number': '0100'},"
                    + " {'phone_number': '0199', 'preferred': true}]}"),
        Patron.external("eve").withJson("first_name", "'Eve'"));
    String input =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['noa', 'eve']},
         'notify': {'type': 'ACCOUNT_UPDATED'}}
        """;
    EndedJob silent = library.run(input);
    library.put(
        "institution.json",
        Given.object(institution).putPOJO("report_shows", List.of("name", "phone")).toString());
    EndedJob shown = library.run(input);
    library.put("institution.json", institution);

    assertThat(silent.object("users.csv") + silent.page()).doesNotContain("Quince");
    assertThat(silent.page()).contains("retry the job");
    assertThat(shown.cell("noa", "name")).isEqualTo("Noa Quince");
    assertThat(shown.cell("noa", "phone")).isEqualTo("0199");
    assertThat(shown.cell("eve", "name")).isEmpty();
    assertThat(shown.page()).contains("Noa Quince", "0199");
    assertThat(shown.object("report.json") + shown.object("job.json"))
        .doesNotContain("Quince", "0199");
  }

  @Test
  void valuesOfFields_shouldBeInThePageOnlyIfTheInstitutionShowsThem() {
    String institution = library.object("institution.json");
    library.load(Patron.external("kit").withJson("external_id", "'SIS-77'"));
    EndedJob silent = library.run(convert("kit"));
    library.put(
        "institution.json",
        Given.object(institution).putPOJO("report_shows", List.of("changed_values")).toString());
    library.load(Patron.external("kay").withJson("external_id", "'SIS-88'"));
    EndedJob shown = library.run(convert("kay"));
    library.put("institution.json", institution);

    assertThat(silent.page()).contains("\"external_id\"").doesNotContain("SIS-77");
    assertThat(shown.page()).contains("[\"SIS-88\",\"\"]");
  }

  private static String convert(String user) {
    return """
        {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
         'changes': {'account_type': {'value': 'INTERNAL'}}}
        """
        .formatted(user);
  }

  @Test
  void timeline_shouldHaveTheStepsInTheirOrder() {
    library.load(Patron.external("tim"));

    EndedJob job = library.run(convert("tim"));

    assertThat(job.report().path("timeline").findValuesAsText("step"))
        .startsWith("STARTED")
        .isSubsetOf("STARTED", "PREPARED", "USERS", "LETTERS", "ENDED", "DELIVERIES")
        .contains("ENDED");
    assertThat(job.page()).contains("<h2 class=\"second\">Timeline</h2>", "<b>Started</b>");
  }

  @Test
  void earlierJob_shouldLinkToItsRetries_whenItsReportIsMadeAgain() {
    library.load(Patron.external("lou").withJson("contact_info", "{'email': []}"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lou']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    EndedJob retry = library.retry(job);

    EndedJob again = library.reportAgain(job);

    assertThat(again.report().path("retried_by")).isEqualTo(Given.json("['" + retry.id() + "']"));
    assertThat(again.page()).contains("href=\"../" + retry.id() + "/report.html\"");
    assertThat(retry.page()).contains("href=\"../" + job.id() + "/report.html\"");
  }
}
