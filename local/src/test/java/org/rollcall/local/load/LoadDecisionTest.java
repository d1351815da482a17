package org.rollcall.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.error.Fault;
import org.rollcall.local.load.LoadDecision.Action;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** What a load does to stored users. See D-128. */
class LoadDecisionTest {

  private static final String EXTERNAL = "primary_id: 'kim', account_type: {value: 'EXTERNAL'}";

  private static StoredUser stored(String record) {
    User user = Given.user(record);
    return new StoredUser(user, RollcallState.initial(user.primaryId()));
  }

  /** A user after a job. */
  private static StoredUser changed(String before, String after) {
    StoredUser stored = stored(before);
    User user = Given.user(after);
    LastChange change =
        Given.lastChange(
            Given.job("grads"), Instant.EPOCH, LastChange.between(stored.user(), user));
    return new StoredUser(user, stored.state().withLastChange(change, known -> true));
  }

  private static LoadDecision load(LoadRule rule, StoredUser stored, String record) {
    return LoadDecision.of(
        rule, new LoadedRecord("sis.xml line 2", Given.user(record)), Optional.of(stored));
  }

  private static List<String> losses(StoredUser stored, String record) {
    LoadDecision decision = load(LoadRule.PROTECT, stored, record);
    assertThat(decision.action() == Action.HOLD_BACK).isEqualTo(!decision.losses().isEmpty());
    return decision.losses().stream().map(Fault::message).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_role: [{role_type: {value: '32'}, scope: {value: 'A'}}] | roles: 32",
        "user_block: [{block_description: {value: 'LOST'}, block_note: 'x'}] | blocks: LOST",
        "user_note: [{note_type: {value: 'POPUP'}, note_text: 'x'}, {note_type: 'OTHER'}]"
            + " | notes: POPUP, OTHER",
        "user_identifier: [{id_type: {value: 'BARCODE'}, value: '007'}] | identifiers: BARCODE"
      })
  void entry_missingFromTheRecord_shouldBeALoss(String list, String lost) {
    StoredUser stored = stored("{" + EXTERNAL + ", " + list + "}");

    assertThat(losses(stored, "{" + EXTERNAL + "}")).containsExactly("kim would lose " + lost);
    assertThat(losses(stored, "{" + EXTERNAL + ", last_name: 'New', " + list + "}")).isEmpty();
  }

  @Test
  void entry_thatOnlyChangesOtherParts_shouldBeNoLoss() {
    StoredUser stored =
        stored(
            "{%s, user_role: [{role_type: {value: '32', desc: 'Desk'}, status: {value: 'ACTIVE'}}],"
                    .formatted(EXTERNAL)
                + " user_identifier: [{id_type: {value: 'BARCODE'}, value: 'ab1'}]}");

    assertThat(
            losses(
                stored,
                "{%s, user_role: [{role_type: '32', status: {value: 'INACTIVE'}}],"
                        .formatted(EXTERNAL)
                    + " user_identifier: [{id_type: 'barcode', value: 'AB1', status: 'INACTIVE'},"
                    + " {id_type: 'BARCODE', value: 'ab2'}]}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "birth_date: '2001-02-03' | birth_date",
        "user_statistic: [{statistic_category: {value: 'A'}}] | user_statistic",
        "gender: {value: 'X'}, pin_number: '1234' | gender, pin_number",
        "contact_info: {phone: [{phone_number: '1'}], email: []} | contact_info.phone"
      })
  void field_missingFromTheRecord_shouldBeALoss(String fields, String lost) {
    StoredUser stored = stored("{" + EXTERNAL + ", " + fields + ", middle_name: '', link: null}");
    String empty = "{%s, contact_info: {phone: []}, gender: {value: ''}}".formatted(EXTERNAL);

    assertThat(losses(stored, empty)).containsExactly("kim would lose fields: " + lost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rs_library: [{code: 'A'}, {code: 'B'}] | rs_library: [{code: 'B'}]"
            + " | rs_library (1 of 2 entries)",
        "proxy_for_user: [{primary_id: 'a'}, {primary_id: 'b'}, {primary_id: 'c'}]"
            + " | proxy_for_user: [{primary_id: 'd'}] | proxy_for_user (2 of 3 entries)",
        "contact_info: {email: [{email_address: 'a@b.example', preferred: true},"
            + " {email_address: 'c@d.example'}]}"
            + " | contact_info: {email: [{email_address: 'C@D.example'}, {preferred: true}]}"
            + " | contact_info.email (1 of 2 entries)",
        "contact_info: {address: [{line1: 'x'}, {line1: 'y'}]}"
            + " | contact_info: {address: [{line1: 'z'}]}"
            + " | contact_info.address (1 of 2 entries)",
        "mine: ['a', 'b'] | mine: 'a' | mine (2 of 2 entries)",
        "contact_info: {fax: [1]} | contact_info: {} | contact_info.fax"
      })
  void listWithFewerEntries_shouldBeALoss(String before, String after, String lost) {
    StoredUser stored = stored("{" + EXTERNAL + ", " + before + "}");

    assertThat(losses(stored, "{" + EXTERNAL + ", " + after + "}"))
        .containsExactly("kim would lose fields: " + lost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact_info: {email: [{email_address: 'a@b.example'}]}"
            + " | contact_info: {email: [{email_address: 'new@b.example'}]}",
        "contact_info: {phone: [{phone_number: '1'}, {phone_number: '1', preferred: true}]}"
            + " | contact_info: {phone: [{phone_number: '1'}]}",
        "user_statistic: [{statistic_category: 'A'}]"
            + " | user_statistic: [{statistic_category: 'B', statistic_note: 'x'}]",
        "user_role: [{role_type: '32', parameter: [{type: 'D', value: '1'}, {type: 'D', value: '2'}]}]"
            + " | user_role: [{role_type: '32',"
            + " parameter: [{type: 'D', value: '2'}, {type: 'D', value: '1'}]}]"
      })
  void listThatWasEditedOrSorted_shouldBeNoLoss(String before, String after) {
    StoredUser stored = stored("{" + EXTERNAL + ", " + before + "}");

    assertThat(losses(stored, "{" + EXTERNAL + ", " + after + "}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"INTERNAL", "Internal", "INTEXTAUTH"})
  void internalUser_deliveredAsExternal_shouldBeHeldBack(String type) {
    StoredUser stored = stored("{primary_id: 'kim', account_type: {value: '" + type + "'}}");

    assertThat(losses(stored, "{" + EXTERNAL + "}"))
        .singleElement()
        .asString()
        .startsWith("kim would become EXTERNAL");
  }

  @Test
  void valueOfAJob_shouldNotBeReverted() {
    String before = "{%s, user_group: {value: 'UG'}, gender: 'X'}".formatted(EXTERNAL);
    StoredUser stored = changed(before, "{%s, user_group: {value: 'ALUMNI'}}".formatted(EXTERNAL));

    assertThat(losses(stored, before))
        .containsExactly(
            "kim would lose values that a job has set: gender, user_group (job grads)");
    assertThat(
            losses(
                stored,
                "{%s, user_group: {value: 'ALUMNI', desc: 'Alumni'}, last_name: 'New'}"
                    .formatted(EXTERNAL)))
        .isEmpty();
  }

  @Test
  void valueThatIsNoLongerTheJobs_shouldBeReplaced() {
    StoredUser byJob =
        changed(
            "{%s, user_group: {value: 'UG'}}".formatted(EXTERNAL),
            "{%s, user_group: {value: 'ALUMNI'}}".formatted(EXTERNAL));
    StoredUser byHand =
        new StoredUser(
            Given.user("{%s, user_group: {value: 'STAFF'}}".formatted(EXTERNAL)), byJob.state());

    assertThat(losses(byHand, "{%s, user_group: {value: 'UG'}}".formatted(EXTERNAL))).isEmpty();
  }

  @Test
  void listOfAJob_withMoreEntries_shouldBeNoLoss() {
    String note = "{note_type: {value: 'GENERAL'}, note_text: 'By a job'}";
    StoredUser stored =
        changed("{" + EXTERNAL + "}", "{%s, user_note: [%s]}".formatted(EXTERNAL, note));
    String more = "{%s, user_note: [{note_type: 'OTHER', note_text: 'x'}, %s]}";

    assertThat(losses(stored, more.formatted(EXTERNAL, note))).isEmpty();
    assertThat(losses(stored, "{" + EXTERNAL + ", user_note: []}")).hasSize(2);
  }

  @Test
  void entryThatAJobRemoved_shouldNotComeBack() {
    String both = "{%s, user_role: [{role_type: '32'}, {role_type: '200'}]}".formatted(EXTERNAL);
    String one = "{%s, user_role: [{role_type: '200'}%s]}";
    StoredUser stored = changed(both, one.formatted(EXTERNAL, ""));
    StoredUser later =
        new StoredUser(
            stored.user(),
            stored
                .state()
                .withLastChange(
                    Given.lastChange(Given.job("later"), Instant.EPOCH, Map.of()), known -> true));
    String reverted = "kim would lose values that a job has set: user_role (job grads)";
    String other = one.formatted(EXTERNAL, ", {role_type: '21'}");

    assertThat(losses(stored, both)).containsExactly(reverted);
    assertThat(losses(stored, other)).isEmpty();
    assertThat(losses(later, both)).containsExactly(reverted);
    assertThat(losses(later, other)).containsExactly(reverted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status: {value: 'INACTIVE'} | status: {value: 'ACTIVE'} | status: 'active'",
        "status: {value: 'INACTIVE'} | status: {value: 'ACTIVE', desc: 'Active'} | gender: ''",
        "expiry_date: '' | expiry_date: '2030-01-31Z' | expiry_date: '2030-01-31T00:00:00+02:00'",
        "gender: 'X' | gender: ' M ' | gender: {value: 'M', desc: 'm'}"
      })
  void valueOfAJob_inAnotherSpelling_shouldBeNoLoss(String before, String job, String file) {
    String record = "{%s, %s}";
    StoredUser stored =
        changed(record.formatted(EXTERNAL, before), record.formatted(EXTERNAL, job));

    assertThat(losses(stored, record.formatted(EXTERNAL, file))).isEmpty();
  }

  @Test
  void equalRecord_shouldNotBeWritten() {
    String record = "{%s, n: 2, x: {a: 1, b: [true, 2.50]}}".formatted(EXTERNAL);
    String same = "{x: {b: [true, 2.5], a: 1.0}, n: 2.0, %s}".formatted(EXTERNAL);

    for (LoadRule rule : LoadRule.values()) {
      assertThat(load(rule, stored(record), same).action()).isEqualTo(Action.KEEP_EQUAL);
    }
    assertThat(load(LoadRule.PROTECT, stored(record), record.replace("50", "51")).action())
        .isEqualTo(Action.REPLACE);
  }

  @Test
  void replace_shouldWriteTheRecordAsItIs() {
    StoredUser stored = stored("{primary_id: 'kim', account_type: {value: 'INTERNAL'}, n: 1}");

    LoadDecision decision = load(LoadRule.REPLACE, stored, "{" + EXTERNAL + "}");

    assertThat(decision.isWritten()).isTrue();
    assertThat(decision.user()).isEqualTo(Given.user("{" + EXTERNAL + "}"));
  }

  @Test
  void maskedPin_shouldStandForTheStoredOne() {
    String masked = "{%s, pin_number: ' •••• ', last_name: 'New'}".formatted(EXTERNAL);

    LoadDecision known =
        load(LoadRule.PROTECT, stored("{%s, pin_number: '9'}".formatted(EXTERNAL)), masked);
    LoadDecision unknown = load(LoadRule.PROTECT, stored("{" + EXTERNAL + "}"), masked);
    LoadDecision created =
        LoadDecision.of(
            LoadRule.SYNCHRONIZE, new LoadedRecord("", Given.user(masked)), Optional.empty());

    assertThat(known.user().text("pin_number")).contains("9");
    assertThat(known.isPinMissing()).isFalse();
    assertThat(List.of(unknown, created))
        .allSatisfy(
            decision -> {
              assertThat(decision.isPinMissing()).isTrue();
              assertThat(decision.user().record().has("pin_number")).isFalse();
              assertThat(decision.user().text("last_name")).contains("New");
            });
  }
}
