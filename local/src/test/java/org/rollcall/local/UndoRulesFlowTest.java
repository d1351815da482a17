package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;

/** Who may undo which jobs, when, and in which parts. */
class UndoRulesFlowTest {

  private static final String INSTITUTION =
      "{code: '01RC_INST', name: 'Quay', default_language: 'en', time_zone: 'UTC'%s}";

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @AfterEach
  void allowOnePerson() {
    require("");
  }

  private static void require(String rule) {
    library.put("institution.json", Given.jsonText(INSTITUTION.formatted(rule)));
  }

  private static EndedJob change(String changes, String... ids) {
    library.load(Arrays.stream(ids).map(Patron::external).toArray(Patron[]::new));
    return library.run(input(changes, ids));
  }

  private static String input(String changes, String... ids) {
    return """
        {'initiated_by': 'user.administrator', 'set': {'members': ['%s']}, 'changes': %s}
        """
        .formatted(String.join("', '", ids), changes);
  }

  private static EndedJob start(String key, EndedJob job, String more) {
    return library.run(
        "{'initiated_by': 'user.manager', '%s': '%s'%s}".formatted(key, job.id(), more));
  }

  private static String group(String id) {
    return library.record(id).path("user_group").path("value").asText();
  }

  @Test
  void withdrawnPassword_shouldBeRejectedByCheckCredential() {
    library.load(Patron.external("pa"));
    EndedJob job = library.run(LetterJobs.CONVERT.formatted("pa"));
    String password = library.letterTo("pa@example.edu").password();

    start("undo", job, "");

    assertThat(library.verdict("pa", password)).isNotEqualTo("ACCEPTED");
  }

  @Test
  void usedPassword_shouldStayAccepted() {
    library.load(Patron.external("pb"));
    EndedJob job = library.run(LetterJobs.CONVERT.formatted("pb"));
    String password = library.letterTo("pb@example.edu").password();
    library.verdict("pb", password);

    EndedJob undo = start("undo", job, "");

    assertThat(undo.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(undo.reason("pb")).isEqualTo("CREDENTIAL_USED");
    assertThat(library.verdict("pb", password)).isEqualTo("ACCEPTED");
  }

  @Test
  void deletedUser_shouldBeNotFound() {
    EndedJob job = change("{'user_group': {'value': 'STAFF'}}", "pc", "pd");
    library.deleteUser("pc");

    EndedJob undo = start("undo", job, "");

    assertThat(undo.result("pc")).isEqualTo("NOT_FOUND");
    assertThat(undo.result("pd")).isEqualTo("UPDATED");
  }

  /** The ID of any job of the root means all of them. */
  @Test
  void undoOfARetry_shouldUndoTheFirstJobToo() {
    library.load(Patron.external("pe"), Patron.external("pf"), Patron.external("pg"));
    String input =
        input("{'user_group': {'value': 'STAFF'}}", "pe", "pf", "pg")
            .replaceFirst("}\\s*$", ", 'limits': {'first': 2}}");
    EndedJob job = library.run(FailingServices.failing("pf", library.wiring()), input);
    EndedJob retry = start("retry", job, "");
    start("continue", job, "");
    assertThat(group("pf") + group("pg")).isEqualTo("STAFFSTAFF");

    EndedJob undo = start("undo", retry, "");

    assertThat(undo.count("updated")).isEqualTo(3);
    assertThat(group("pe") + group("pf") + group("pg")).isEqualTo("UGUGUG");
    assertThat(start("undo", job, "").errors().get("undo")).contains(undo.id());
  }

  @Test
  void retryOfAnUndo_shouldUndoWhatHadFailed() {
    EndedJob job = change("{'user_group': {'value': 'STAFF'}}", "ph", "pi");

    EndedJob undo =
        library.run(
            FailingServices.failing("pi", library.wiring()),
            "{'initiated_by': 'user.manager', 'undo': '" + job.id() + "'}");
    assertThat(group("pi")).isEqualTo("STAFF");
    EndedJob retry = start("retry", undo, "");

    assertThat(retry.count("updated")).isEqualTo(1);
    assertThat(group("ph") + group("pi")).isEqualTo("UGUG");
    assertThat(start("undo", retry, "").count("updated")).isEqualTo(2);
    assertThat(group("ph") + group("pi")).isEqualTo("STAFFSTAFF");
  }

  /** The redo is done with: the undo of the job has undone it as well. */
  @Test
  void redoOfAJobThatWasUndoneAgain_shouldBeNeitherRetriedNorUndone() {
    EndedJob job = change("{'user_group': {'value': 'STAFF'}}", "pj");
    EndedJob redo = start("undo", start("undo", job, ""), "");

    EndedJob undo = start("undo", job, "");

    assertThat(start("retry", redo, "").errors().get("retry")).contains(undo.id());
    assertThat(start("undo", redo, "").errors().get("undo")).contains(undo.id());
    assertThat(group("pj")).isEqualTo("UG");
  }

  @Test
  void undoOfTheRedo_shouldLeaveTheJobUndone() {
    EndedJob job = change("{'user_group': {'value': 'STAFF'}}", "pk");
    EndedJob redo = start("undo", start("undo", job, ""), "");

    start("undo", redo, "");

    assertThat(group("pk")).isEqualTo("UG");
    assertThat(start("undo", job, "").errors()).containsOnlyKeys("undo");
    assertThat(start("retry", job, "").errors()).containsOnlyKeys("retry");
  }

  /** What the retry has changed is undone, and not what the job had changed before. */
  @Test
  void userWhoWasLoadedAgainBeforeARetry_shouldGetTheValuesOfTheNewRecord() {
    library.load(Patron.external("ta").withoutEmail());
    EndedJob job =
        library.run(
            input("{'user_group': {'value': 'STAFF'}}", "ta")
                .replaceFirst("}\\s*$", ", 'notify': {'type': 'ACCOUNT_UPDATED'}}"));
    library.deleteUser("ta");
    library.load(Patron.external("ta").with("user_group", "PG"));
    EndedJob retry = start("retry", job, "");
    assertThat(retry.count("updated")).isEqualTo(1);

    start("undo", job, "");

    assertThat(group("ta")).isEqualTo("PG");
  }

  /** Two undos have undone one member each, and two redos have issued new passwords. */
  @Test
  void jobThatWasDoneAgainInParts_shouldBeUndoneForAllMembers() {
    for (boolean isUndoOfTheRedo : new boolean[] {true, false}) {
      String one = "tb" + isUndoOfTheRedo;
      String other = "tc" + isUndoOfTheRedo;
      library.load(Patron.external(one), Patron.external(other));
      EndedJob job = library.run(LetterJobs.CONVERT.formatted(one + "', '" + other));
      EndedJob redo = start("undo", start("undo", job, ""), "");
      EndedJob part = start("undo", isUndoOfTheRedo ? redo : job, ", 'limits': {'first': 1}");
      EndedJob redoOfThePart = start("undo", part, "");
      assertThat(redoOfThePart.count("passwords_reset")).isEqualTo(1);

      EndedJob undo = start("undo", job, "");

      assertThat(undo.status()).isEqualTo("COMPLETED_SUCCESS");
      assertThat(undo.count("updated")).isEqualTo(2);
      assertThat(start("undo", redo, "").errors().get("undo")).contains(undo.id());
      assertThat(start("retry", redoOfThePart, "").errors().get("retry")).contains(undo.id());
    }
  }

  @Test
  void administrativeRole_shouldOnlyBeTakenBackByAnAdministrator() {
    EndedJob job = change("{'roles': {'add': [{'role_type': '21'}]}}", "pl");

    assertThat(start("undo", job, "").errors().toString()).contains("User Administrator");
    EndedJob undo =
        library.run("{'initiated_by': 'user.administrator', 'undo': '" + job.id() + "'}");

    assertThat(undo.result("pl")).isEqualTo("UPDATED");
    assertThat(library.record("pl").path("user_role")).isEmpty();
  }

  @Test
  void undoOfARemovedRole_shouldKeepTheRuleAboutStaffOfTheJob() {
    library.load(Patron.withRole("21", "pm"));
    EndedJob job =
        library.run(
            input("{'roles': {'remove': [{'role_type': '21'}]}}", "pm")
                .replaceFirst("}\\s*$", ", 'limits': {'include_staff': true}}"));
    assertThat(job.result("pm")).isEqualTo("UPDATED");

    assertThat(start("undo", job, "").errors().toString()).contains("User Administrator");
    EndedJob undo =
        library.run("{'initiated_by': 'user.administrator', 'undo': '" + job.id() + "'}");

    assertThat(undo.result("pm")).isEqualTo("UPDATED");
    assertThat(library.record("pm").path("user_role").size()).isEqualTo(1);
  }

  @Test
  void undoOfAJobOfTwoPeople_shouldNeedTwoPeople() {
    EndedJob large = change("{'user_group': {'value': 'STAFF'}}", "pn", "po", "pp");
    EndedJob always = change("{'expiry_date': {'extend_by': 'P1Y'}}", "pq");
    require(", second_person: {above_members: 2, always_for: ['expiry_date']}");

    assertThat(start("undo", large, "").errors().get("undo")).contains("3 members");
    assertThat(start("undo", large, ", 'limits': {'first': 1}").errors()).containsOnlyKeys("undo");
    assertThat(start("undo", always, "").errors().get("undo")).contains("expiry_date");
    EndedJob preview = start("undo", large, ", 'mode': 'PREVIEW'");
    assertThat(ConfirmFixture.confirm(library, "user.manager", preview, "").errors()).isNotEmpty();
    assertThat(group("pn")).isEqualTo("STAFF");
    EndedJob confirm = ConfirmFixture.confirmWithDigest(library, "user.administrator", preview);

    assertThat(confirm.count("updated")).isEqualTo(3);
    assertThat(group("pn")).isEqualTo("UG");
  }
}
