package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.sample.SampleInstitution;
import org.rollcall.prepare.JobRejectedException;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs that are rejected with all their errors before anything is changed. */
class RejectionFlowTest {

  private static final Set<String> SAMPLE_STAFF =
      Set.of("mlibrarian", "uadmin", "main.desk", "former.manager", "on.leave");

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(
        SampleInstitution.users()
            .limit(40)
            .map(RecordIntake::take)
            .filter((User user) -> SAMPLE_STAFF.contains(user.primaryId().key()))
            .toList());
    library.load(
        Patron.external("sam"), Patron.withRole("21", "broken").with("user_role", "all of them"));
    library.put("sets/students.csv", "primary_id\nsam\n");
  }

  @Test
  void invalidInput_shouldHaveAllErrorsAndLeaveNoObjects() {
    Map<String, StoredUser> before = library.users();

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.nobody', 'set': 'studnets',
             'changes': {'expiry_date': {'value': '2027-02-30'}, 'user_grop': {'value': 'UG'},
                         'account_type': {'value': 'EXTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD'}, 'limits': {'max_users': 0}}
            """);

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(job.errors().keySet())
        .containsExactlyInAnyOrder(
            "initiated_by",
            "set",
            "changes.expiry_date.value",
            "changes.user_grop",
            "changes.external_id",
            "notify.type",
            "limits.max_users");
    assertThat(job.errors())
        .hasEntrySatisfying("set", fault -> assertThat(fault).contains("\"students\""))
        .hasEntrySatisfying("changes.user_grop", fault -> assertThat(fault).contains("user_group"))
        .hasEntrySatisfying(
            "notify.type", fault -> assertThat(fault).contains("\"NOTIFY_PASSWORD_CHANGE\""));
    assertThat(library.keys("jobs/" + job.id())).isEmpty();
    assertThat(library.users()).isEqualTo(before);
  }

  @Test
  void nameOfAnEarlierJob_shouldBeRejectedButARepeatedPreparationAccepted() {
    PrepareJob prepare = new PrepareJob(library.wiring());
    TestLibrary.invoke(prepare, preparation("2026-11-22T10:00:00Z"));
    TestLibrary.invoke(prepare, preparation("2026-11-22T10:00:00Z"));

    assertThatThrownBy(() -> TestLibrary.invoke(prepare, preparation("2027-11-22T10:00:00Z")))
        .isInstanceOf(JobRejectedException.class)
        .hasMessageContaining("a job with this name was started on 2026-11-22");
  }

  private static String preparation(String started) {
    return """
        {'job_id': 'graduation', 'started': '%s',
         'input': {'initiated_by': 'mlibrarian', 'set': 'students', 'changes': {'user_group': {'value': 'PG'}}}}
        """
        .formatted(started);
  }

  @Test
  void languageWithTwoFolders_shouldBeAnErrorOfTheLetter() {
    for (String part : List.of("subject.txt", "body.html", "body.txt")) {
      library.put("letters/TWICE/en/" + part, "Hello");
      library.put("letters/TWICE/fr-CA/" + part, "Bonjour");
      library.put("letters/TWICE/fr_CA/" + part, "Salut");
    }
    library.put("letters/TWICE/letter.json", "{}");

    EndedJob job =
        library.run(
            "{'initiated_by': 'mlibrarian', 'set': 'students', 'notify': {'type': 'TWICE'}}");

    assertThat(job.errors())
        .containsEntry("letters/TWICE/fr_CA/", "is for the same language as another folder");
  }

  @ParameterizedTest
  @CsvSource({
    "Main.Desk, needs the role User Manager",
    "former.manager, needs the role User Manager",
    "on.leave, the status of the account is INACTIVE",
    "sam, needs the role User Manager",
    "nobody.knows, no user has the primary ID nobody.knows",
    "broken, the record of this user is invalid"
  })
  void operatorWithoutPermission_shouldBeRejected(String operator, String why) {
    EndedJob job = library.run(job(operator, "'user_group': {'value': 'PG'}"));

    assertThat(job.errors()).containsOnlyKeys("initiated_by");
    assertThat(job.errors().get("initiated_by")).contains(why);
    assertThat(library.keys("jobs/" + job.id())).isEmpty();
    assertThat(library.stored("sam").user().code("user_group")).contains("UG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlibrarian", "uadmin", "MLibrarian"})
  void operatorWithPermission_shouldBeAccepted(String operator) {
    EndedJob job = library.run(job(operator, "'status': {'value': 'ACTIVE'}"));

    assertThat(job.status()).isEqualTo("COMPLETED_NO_BULKS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "50", "26"})
  void administrativeRole_shouldBeAddedOnlyByUserAdministrators(String role) {
    library.load(Patron.external("sue" + role));
    String grant =
        "{'initiated_by': '%s', 'set': {'members': ['sue%s']}, 'changes': {'roles': {'add': [{'role_type': '200'}, {'role_type': '%s'}]}}}";

    EndedJob refused = library.run(grant.formatted(TestLibrary.MANAGER, role, role));
    EndedJob allowed = library.run(grant.formatted(TestLibrary.ADMINISTRATOR, role, role));

    assertThat(refused.errors()).containsOnlyKeys("changes.roles.add[1].role_type");
    assertThat(allowed.result("sue" + role)).isEqualTo("UPDATED");
    assertThat(library.stored("sue" + role).user().roles().map(held -> held.type()))
        .containsExactly("200", role);
  }

  @Test
  void administrativeRole_shouldBeRemovedOnlyByUserAdministrators() {
    library.load(Patron.external("tess"));
    String give =
        "{'initiated_by': '%s', 'set': {'members': ['tess']}, 'changes': {'roles': {'add': [{'role_type': '26'}]}}}";
    String take =
        "{'initiated_by': '%s', 'set': {'members': ['tess']}, 'limits': {'include_staff': true}, 'changes': {'roles': {'remove': [{'role_type': '200'}, {'role_type': '26'}]}}}";
    library.run(give.formatted(TestLibrary.ADMINISTRATOR));

    EndedJob refused = library.run(take.formatted(TestLibrary.MANAGER));
    EndedJob allowed = library.run(take.formatted(TestLibrary.ADMINISTRATOR));

    assertThat(refused.errors()).containsOnlyKeys("changes.roles.remove[1].role_type");
    assertThat(allowed.result("tess")).isEqualTo("UPDATED");
    assertThat(library.stored("tess").user().roles()).isEmpty();
  }

  @Test
  void administrativeRole_afterAnInvalidEntry_shouldHaveItsOwnPath() {
    EndedJob job =
        library.run(
            "{'initiated_by': '%s', 'set': {'members': ['sam']}, 'changes': {'roles': {'add': [{}, {'role_type': '50'}]}}}"
                .formatted(TestLibrary.MANAGER));

    assertThat(job.errors())
        .containsOnlyKeys("changes.roles.add[0].role_type", "changes.roles.add[1].role_type");
  }

  @Test
  void otherRole_shouldBeAddedByAUserManager() {
    library.load(Patron.external("sven"));

    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['sven']}, 'changes': {'roles': {'add': [{'role_type': '200'}]}}}");

    assertThat(job.result("sven")).isEqualTo("UPDATED");
  }

  @Test
  void unknownVariable_shouldBeAnErrorWithFileAndLine() {
    letter("BAD_NAME", "fr");
    library.put(
        "letters/BAD_NAME/fr/body.html",
        "<p>Bonjour\n{{user.first_name}}\n{{user.pin_number}}</p>");

    EndedJob job = library.run(notification("BAD_NAME"));

    assertThat(job.errors()).containsOnlyKeys("letters/BAD_NAME/fr/body.html line 3");
    assertThat(job.errors().values()).first().asString().contains("user.pin_number");
  }

  @Test
  void credentialsInAnotherLetter_shouldBeRejected() {
    letter("CURIOUS", "en");
    library.put("letters/CURIOUS/en/body.txt", "{{credentials.temporary_password}}");

    EndedJob job = library.run(notification("CURIOUS"));

    assertThat(job.errors()).containsOnlyKeys("letters/CURIOUS/en/body.txt line 1");
  }

  @Test
  void letterWithAMissingPart_shouldBeRejected() {
    letter("NO_PART", "en");
    library.put("letters/NO_PART/fr/subject.txt", "Sujet");
    library.put("letters/NO_PART/fr/body.html", "<p>Bonjour</p>");

    EndedJob job = library.run(notification("NO_PART"));

    assertThat(job.errors()).containsOnlyKeys("letters/NO_PART/fr/body.txt");
  }

  @Test
  void disabledLetter_shouldBeRejected() {
    letter("OFF", "en");
    library.put("letters/OFF/letter.json", "{\"enabled\": false, \"from\": \"a@example.edu\"}");

    EndedJob job = library.run(notification("OFF"));

    assertThat(job.errors()).containsOnlyKeys("letters/OFF/letter.json: enabled");
  }

  @Test
  void setBeyondTheLimit_shouldBeRejected() {
    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['sam', 'x', 'y']}, 'changes': {'user_group': {'value': 'PG'}}, 'limits': {'max_users': 2}}");

    assertThat(job.errors()).containsOnlyKeys("limits.max_users");
    assertThat(library.keys("jobs/" + job.id())).isEmpty();
    assertThat(library.stored("sam").user().code("user_group")).contains("UG");
  }

  @Test
  void setAtTheLimit_shouldBeAccepted() {
    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['sam', 'SAM', 'x']}, 'changes': {'status': {'value': 'ACTIVE'}}, 'limits': {'max_users': 2}}");

    assertThat(job.count("members")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"mode, DRY_RUN", "simulate, YES"})
  void unsupportedValue_shouldBeRejected(String key, String value) {
    EndedJob job =
        library.run(
            job(TestLibrary.MANAGER, "'user_group': {'value': 'PG'}")
                .replace("{'initiated_by'", "{'" + key + "': '" + value + "', 'initiated_by'"));

    assertThat(job.errors()).containsOnlyKeys(key);
    assertThat(library.stored("sam").user().code("user_group")).contains("UG");
  }

  @Test
  void errorsBeyondTheSizeOfACause_shouldBeValidJson() {
    String keys =
        IntStream.range(0, 2_000)
            .mapToObj(number -> "'unknown_key_" + number + "': 1, ")
            .reduce("", String::concat);

    EndedJob job =
        library.run(
            "{"
                + keys
                + "'initiated_by': 'user.manager', 'set': 'students', 'notify': {'type': 'ACCOUNT_UPDATED'}}");

    assertThat(job.errors()).hasSizeGreaterThan(50);
    assertThat(job.errors().get("")).contains("more errors");
  }

  private static String job(String operator, String changes) {
    return "{'initiated_by': '" + operator + "', 'set': 'students', 'changes': {" + changes + "}}";
  }

  private static String notification(String type) {
    return "{'initiated_by': 'user.manager', 'set': 'students', 'notify': {'type': '"
        + type
        + "'}}";
  }

  /** Puts a letter in English and in another language. */
  private static void letter(String type, String language) {
    library.put("letters/" + type + "/letter.json", "{\"from\": \"library@example.edu\"}");
    for (String each : List.of("en", language)) {
      library.put("letters/" + type + "/" + each + "/subject.txt", "Hello");
      library.put("letters/" + type + "/" + each + "/body.html", "<p>Hello</p>");
      library.put("letters/" + type + "/" + each + "/body.txt", "Hello");
    }
  }
}
