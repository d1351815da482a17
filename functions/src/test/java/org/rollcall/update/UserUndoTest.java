package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.update.UndoFixture.Done;
import org.rollcall.update.UndoFixture.Options;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** What an undo does to one user: fields, accounts, passwords, and the rules about people. */
class UserUndoTest {

  private static final String EXTERNAL = "account_type: 'EXTERNAL', external_id: 'SIS', ";
  private static final String CONVERT = "{account_type: {value: 'INTERNAL'}}";
  private static final String BACK =
      "{account_type: {value: 'EXTERNAL'}, external_id: {value: 'SIS'}}";
  private static final String NOTES =
      "user_note: [{note_type: 'OTHER', note_text: 'n', segment_type: 'External'}]";

  private final UndoFixture jobs = new UndoFixture();

  private static StoredUser user(String fields) {
    String type = fields.contains("account_type") ? "" : "account_type: 'INTERNAL', ";
    return new StoredUser(
        Given.user("{primary_id: 'k7', " + type + fields + "}"),
        RollcallState.initial(PrimaryId.of("k7")));
  }

  private static StoredUser edited(StoredUser user, String field, String value) {
    return new StoredUser(user.user().with(field, Given.json(value)), user.state());
  }

  private static StoredUser without(StoredUser user, String field) {
    return new StoredUser(user.user().without(field), user.state());
  }

  private static ObjectNode record(StoredUser user) {
    return user.user().record();
  }

  private static String type(Done undo) {
    return undo.after().user().accountType().name();
  }

  @Test
  void fieldThatWasChangedSince_shouldBeNamedWithBothValues() {
    Done run =
        jobs.run(
            user("user_group: 'UG', campus_code: 'HILL'"),
            "{user_group: {value: 'ALUMNI'}, campus_code: {value: 'BAY'}}");

    Done undo = jobs.undo(run, edited(run.after(), "user_group", "'STAFF'"));

    assertThat(record(undo.after()))
        .isEqualTo(record(user("user_group: 'STAFF', campus_code: 'HILL'")));
    assertThat(undo.outcome().result()).isEqualTo(Result.UPDATED);
    assertThat(undo.outcome().reasonCode()).contains(Reason.CHANGED_SINCE);
    assertThat(undo.outcome().reason().orElseThrow())
        .contains("user_group (the job left ALUMNI, now STAFF)")
        .doesNotContain("campus_code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{user_group: {value: 'ALUMNI'}}           | user_group      | 'STAFF'",
        "{expiry_date: {value: '2031-05-31'}}      | expiry_date     | '2031-06-01Z'",
        "{job_description: {value: 'Locker'}}      | job_description | 'Desk'",
        "{user_title: {clear: true}}               | user_title      | 'Prof'",
        "{status: {value: 'INACTIVE'}}             | status          | {value: 'DELETED'}"
      })
  void userWithoutAnyFieldToUndo_shouldBeSkipped(String changes, String field, String value) {
    Done run =
        jobs.run(user("user_group: 'UG', user_title: 'Dr', expiry_date: '2030-01-01Z'"), changes);

    Done undo = jobs.undo(run, edited(run.after(), field, value));

    assertThat(undo.outcome().result()).isEqualTo(Result.SKIPPED);
    assertThat(undo.outcome().reasonCode()).contains(Reason.CHANGED_SINCE);
    assertThat(record(undo.after()).get(field)).isEqualTo(Given.json(value));
  }

  @Test
  void fieldsWithTheirOldValues_shouldCountAsUndone() {
    Done run =
        jobs.run(
            user("user_group: {value: 'UG', desc: 'Undergraduate'}"),
            "{user_group: {value: 'ALUMNI'}, job_category: {value: 'DESK'}}");

    StoredUser now = without(edited(run.after(), "user_group", "'UG'"), "job_category");
    Done undo = jobs.undo(run, now);

    assertThat(undo.outcome().result()).isEqualTo(Result.UNCHANGED);
    assertThat(undo.outcome().reasonCode()).isEmpty();
    assertThat(record(undo.after())).isEqualTo(record(now));
  }

  @Test
  void conversion_shouldBeUndoneWithThePassword() {
    Done run = jobs.run(user(EXTERNAL + NOTES), CONVERT);

    Done undo = jobs.undo(run, run.after());

    assertThat(run.outcome().credentials()).contains(Credentials.RESET);
    assertThat(record(undo.after())).isEqualTo(record(run.before()));
    assertThat(undo.after().state().credential()).isEmpty();
  }

  @Test
  void conversionToAnExternalAccount_shouldBeUndone() {
    Done run = jobs.run(user("account_type: 'INTERNAL', " + NOTES), BACK);

    Done undo = jobs.undo(run, run.after());

    assertThat(record(undo.after())).isEqualTo(record(run.before()));
    assertThat(undo.outcome().credentials()).isEmpty();
  }

  @Test
  void usedPassword_shouldKeepTheAccountAndUndoTheRest() {
    Done run =
        jobs.run(
            user(EXTERNAL + NOTES + ", user_group: 'UG'"),
            "{account_type: {value: 'INTERNAL'}, user_group: {value: 'ALUMNI'}}");
    StoredUser used = UndoLawsTest.signedIn(run.after());

    Done undo = jobs.undo(run, used);

    assertThat(type(undo)).isEqualTo("INTERNAL");
    assertThat(undo.after().user().get("user_note").findValuesAsText("segment_type"))
        .containsExactly("Internal");
    assertThat(undo.after().user().get("user_group").asText()).isEqualTo("UG");
    assertThat(undo.after().state().credential()).isEqualTo(used.state().credential());
    assertThat(undo.outcome().reasonCode()).contains(Reason.CREDENTIAL_USED);
  }

  @Test
  void accountThatALaterJobHasConverted_shouldStayWithItsPassword() {
    Done run =
        jobs.run(
            user(EXTERNAL + NOTES + ", user_group: 'UG'"),
            "{account_type: {value: 'INTERNAL'}, user_group: {value: 'ALUMNI'}}");
    Done later = jobs.run(jobs.run(run.after(), BACK).after(), CONVERT);

    Done undo = jobs.undo(run, later.after());

    assertThat(type(undo)).isEqualTo("INTERNAL");
    assertThat(undo.after().user().get("user_group").asText()).isEqualTo("UG");
    assertThat(undo.after().user().get("user_note").findValuesAsText("segment_type"))
        .containsExactly("Internal");
    assertThat(undo.after().state().credentialOf(later.reference())).isPresent();
    assertThat(undo.outcome().reason().orElseThrow())
        .contains("account_type", "set by job " + later.reference().jobId());
  }

  @Test
  void accountThatALaterJobHasMadeExternal_shouldCountAsUndone() {
    Done run = jobs.run(user(EXTERNAL + NOTES), CONVERT);
    Done later = jobs.run(run.after(), BACK);

    Done undo = jobs.undo(run, later.after());

    assertThat(record(undo.after()).path("user_note"))
        .isEqualTo(record(run.before()).path("user_note"));
    assertThat(type(undo)).isEqualTo("EXTERNAL");
    assertThat(undo.outcome().reasonCode()).isEmpty();
  }

  /** An entry is put back as the conversions before the job have left it. */
  @Test
  void removedEntry_shouldBecomeInternalOnlyIfTheConversionWasLater() {
    Done earlier = jobs.run(user(EXTERNAL + "user_group: 'UG'"), CONVERT);
    StoredUser withNote =
        edited(
            earlier.after(),
            "user_note",
            Given.json("{" + NOTES + "}").get("user_note").toString());
    String remove = "{notes: {remove: [{note_type: 'OTHER'}]}}";
    Done run = jobs.run(withNote, remove);
    Done before = jobs.run(user(EXTERNAL + NOTES), remove);
    Done later = jobs.run(before.after(), CONVERT);

    assertThat(record(jobs.undo(run, run.after()).after())).isEqualTo(record(withNote));
    assertThat(
            jobs.undo(before, later.after())
                .after()
                .user()
                .get("user_note")
                .findValuesAsText("segment_type"))
        .containsExactly("Internal");
  }

  @Test
  void recordThatALoadHasReplaced_shouldKeepWhatTheLoadSet() {
    Done run =
        jobs.run(
            user(EXTERNAL + "user_group: 'UG', user_title: 'Dr', " + NOTES),
            "{user_group: {value: 'ALUMNI'}, user_title: {clear: true}, notes: {remove: [{note_type: 'OTHER'}]}}");
    User loaded =
        Given.user(
            "{primary_id: 'k7', account_type: 'EXTERNAL', external_id: 'SIS',"
                + " user_group: 'ALUMNI', user_title: 'Prof', user_note: [{note_type: 'GENERAL'}]}");

    Done undo = jobs.undo(run, new StoredUser(loaded, run.after().state().forRecord(loaded)));

    assertThat(undo.after().user().get("user_group").asText()).isEqualTo("UG");
    assertThat(undo.after().user().get("user_title").asText()).isEqualTo("Prof");
    assertThat(undo.after().user().get("user_note").findValuesAsText("note_type"))
        .containsExactly("OTHER", "GENERAL");
  }

  /** The user has no state of Rollcall. */
  @Test
  void userWhoWasDeletedAndLoadedAgain_shouldBeUndoneByValue() {
    Done run =
        jobs.run(
            user(EXTERNAL + "user_group: 'UG', user_title: 'Dr'"),
            "{account_type: {value: 'INTERNAL'}, user_group: {value: 'ALUMNI'}}");

    Done undo = jobs.undo(run, user(EXTERNAL + "user_group: 'ALUMNI', user_title: 'Dr'"));

    assertThat(record(undo.after())).isEqualTo(record(run.before()));
    assertThat(undo.outcome().reasonCode()).isEmpty();
  }

  @Test
  void personWhoStartedTheUndo_shouldBeSkipped() {
    Done run = jobs.run(user("user_group: 'UG'"), "{user_group: {value: 'STAFF'}}");

    Done undo = jobs.undo(run, run.after(), Options.NONE.by("K7"));

    assertThat(undo.outcome().reasonCode()).contains(Reason.OWN_RECORD);
    assertThat(undo.after()).isEqualTo(run.after());
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "26", "50"})
  void roleThatTheJobHasGiven_shouldNotMakeItsMembersStaff(String role) {
    Done run =
        jobs.run(
            user("user_group: 'UG'"),
            "{roles: {add: [{role_type: '" + role + "', scope: '01RC_INST'}]}}",
            Options.NONE.asAdministrator());

    Done undo = jobs.undo(run, run.after(), Options.NONE.asAdministrator());

    assertThat(record(undo.after())).isEqualTo(record(run.before()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "26", "50"})
  void roleThatOthersHaveGivenSince_shouldMakeAMemberStaff(String role) {
    Done run = jobs.run(user("user_group: 'UG'"), "{user_group: {value: 'STAFF'}}");
    StoredUser now = edited(run.after(), "user_role", "[{role_type: '" + role + "'}]");

    assertThat(jobs.undo(run, now).outcome().reasonCode()).contains(Reason.STAFF_RECORD);
    assertThat(jobs.undo(run, now, Options.NONE.withStaff()).outcome().result())
        .isEqualTo(Result.UPDATED);
  }

  @Test
  void addressOfAnAdministrator_shouldOnlyBeSetBackByAnAdministrator() {
    StoredUser administrator =
        user(
            "user_role: [{role_type: '50'}], contact_info:"
                + " {email: [{email_address: 'k7@old.edu', preferred: true}]}");
    Done run =
        jobs.run(
            administrator,
            "{email: {replace_domain: {from: 'old.edu', to: 'example.edu'}}}",
            Options.NONE.withStaff().asAdministrator());

    assertThat(jobs.undo(run, run.after(), Options.NONE.withStaff()).outcome().reasonCode())
        .contains(Reason.ADMINISTRATOR_RECORD);
    assertThat(
            record(jobs.undo(run, run.after(), Options.NONE.withStaff().asAdministrator()).after()))
        .isEqualTo(record(administrator));
  }

  @Test
  void redoOfAConversion_shouldIssueANewPassword() {
    Done run = jobs.run(user(EXTERNAL + NOTES), CONVERT);
    Done undo = jobs.undo(run, run.after());

    Done redo = jobs.undo(undo, undo.after());

    assertThat(redo.outcome().credentials()).contains(Credentials.RESET);
    assertThat(redo.after().state().credentialOf(redo.reference())).isPresent();
    assertThat(record(redo.after())).isEqualTo(record(run.after()));
  }
}
