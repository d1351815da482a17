package org.rollcall.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.local.load.LoadDecision.Action;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** {@code load --sync} follows the rules of Alma's synchronisation with student systems. */
class SynchronizationTest {

  private static final String BASE =
      "primary_id: 'kim', account_type: {value: 'EXTERNAL'}, external_id: 'SIS'";

  private static StoredUser stored(String fields) {
    User user = Given.user("{" + BASE + fields + "}");
    return new StoredUser(user, RollcallState.initial(user.primaryId()));
  }

  private static LoadDecision sync(StoredUser stored, String fields) {
    User loaded = Given.user("{" + BASE + fields + "}");
    return LoadDecision.of(
        LoadRule.SYNCHRONIZE, new LoadedRecord("sis.xml", loaded), Optional.of(stored));
  }

  private static User result(String storedFields, String loadedFields) {
    return sync(stored(storedFields), loadedFields).user();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "INTEXTAUTH"})
  void internalUser_shouldNotBeTouched(String type) {
    User internal = Given.user("{primary_id: 'kim', account_type: {value: '" + type + "'}}");
    StoredUser stored = new StoredUser(internal, RollcallState.initial(internal.primaryId()));

    LoadDecision decision = sync(stored, ", last_name: 'New'");

    assertThat(decision.action()).isEqualTo(Action.KEEP_INTERNAL);
    assertThat(decision.user()).isEqualTo(internal);
  }

  @Test
  void internalPartsAndRoles_shouldBeKept_andExternalOnesReplaced() {
    User user =
        result(
            """
            , user_note: [{note_text: 'desk', segment_type: 'Internal'},
                          {note_text: 'old', segment_type: 'External'}, {note_text: 'none'}],
            user_role: [{role_type: {value: '32'}}],
            user_block: [{block_note: 'b', segment_type: 'internal'},
                         {block_note: 'c', segment_type: {value: ' INTERNAL'}}],
            user_statistic: [{statistic_category: 'S', segment_type: 'External'}]
            """,
            """
            , user_note: [{note_text: 'new', segment_type: 'External'}],
            user_role: [{role_type: {value: '200'}}, {role_type: {value: '32'}}]
            """);

    assertThat(user.get("user_note"))
        .isEqualTo(
            Given.json(
                "[{note_text: 'desk', segment_type: 'Internal'},"
                    + " {note_text: 'new', segment_type: 'External'}]"));
    assertThat(user.get("user_role")).isEqualTo(Given.json("[{role_type: {value: '32'}}]"));
    assertThat(user.get("user_block")).hasSize(2);
    assertThat(user.record().has("user_statistic")).isFalse();
  }

  @Test
  void contacts_shouldKeepTheInternalPreferredAddress() {
    User user =
        result(
            """
            , contact_info: {email: [
               {email_address: 'kim@home.example', preferred: true, segment_type: 'Internal'},
               {email_address: 'old@example.edu', segment_type: 'External'}],
             phone: [{phone_number: '1', segment_type: 'External'}]}
            """,
            """
            , contact_info: {email: [
               {email_address: 'kim@example.edu', preferred: true, segment_type: 'External'},
               {email_address: 'KIM@home.example', preferred: false, segment_type: 'External'}],
             address: [{line1: 'x', preferred: true}]}
            """);

    assertThat(user.contacts("email"))
        .containsExactly(
            Given.object(
                "{email_address: 'kim@home.example', preferred: true, segment_type: 'Internal'}"),
            Given.object(
                "{email_address: 'kim@example.edu', preferred: false, segment_type: 'External'}"));
    assertThat(user.contacts("phone")).isEmpty();
    assertThat(user.contacts("address")).hasSize(1);
  }

  @Test
  void stickyValueOfAJob_shouldBeKept_andOthersTakenFromTheFile() {
    StoredUser before = stored(", user_group: {value: 'UG'}, expiry_date: '2026-12-31'");
    User after =
        Given.user(
            "{%s, user_group: {value: 'ALUMNI'}, expiry_date: '2028-06-30'}".formatted(BASE));
    StoredUser stored =
        new StoredUser(
            after,
            before
                .state()
                .withLastChange(
                    Given.lastChange(
                        Given.job("grads"),
                        Instant.EPOCH,
                        LastChange.between(before.user(), after)),
                    known -> true));

    LoadDecision decision = sync(stored, ", user_group: {value: 'UG'}, expiry_date: '2026-12-31'");

    assertThat(decision.user().code("user_group")).contains("ALUMNI");
    assertThat(decision.user().get("expiry_date").asText()).isEqualTo("2026-12-31");
    assertThat(decision.jobValuesKept()).isEqualTo(1);
    assertThat(decision.jobValuesReplaced()).isEqualTo(1);
  }

  @Test
  void fieldThatTheFileLacks_shouldBeKeptOnlyIfAlmaKeepsIt() {
    User user =
        result(
            ", pin_number: '7', pref_first_name: 'K', birth_date: '2001-01-01', user_group: 'UG'",
            ", pref_first_name: '', user_group: 'PG'");

    assertThat(user.text("pin_number")).contains("7");
    assertThat(user.text("pref_first_name")).contains("K");
    assertThat(user.text("external_id")).contains("SIS");
    assertThat(user.code("user_group")).contains("PG");
    assertThat(user.record().has("birth_date")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL", "INTEXTAUTH", ""})
  void externalUser_shouldStayExternal(String type) {
    User user =
        result("", ", last_name: 'New', account_type: {value: '" + type + "'}, external_id: ''");

    assertThat(user.code("account_type")).contains("EXTERNAL");
    assertThat(user.text("external_id")).contains("SIS");
    assertThat(user.text("last_name")).contains("New");
  }

  @Test
  void stickyListOfAJob_shouldBeKeptWhole() {
    StoredUser stored = stored(", rs_library: [{code: 'A'}]");
    User after = Given.user("{" + BASE + ", rs_library: [{code: 'B'}]}");
    LastChange change =
        Given.lastChange(
            Given.job("grads"), Instant.EPOCH, LastChange.between(stored.user(), after));
    StoredUser changed =
        new StoredUser(after, stored.state().withLastChange(change, known -> true));

    LoadDecision decision = sync(changed, ", rs_library: [{code: 'B'}, {code: 'C'}]");

    assertThat(decision.user().get("rs_library")).isEqualTo(after.get("rs_library"));
    assertThat(decision.jobValuesKept()).isEqualTo(1);
  }

  @Test
  void resultThatEqualsTheStoredUser_shouldNotBeWritten() {
    StoredUser stored = stored(", user_note: [{note_text: 'desk', segment_type: 'Internal'}]");

    assertThat(sync(stored, "").action()).isEqualTo(Action.KEEP_EQUAL);
  }
}
