package org.rollcall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.undo.RecordUndo.Undone;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;

/** What an undo does to the entries of lists. */
class RecordUndoTest {

  private static Undone undo(User before, User after, User now) {
    Map<String, FieldChange> changes = new TreeMap<>(LastChange.between(before, after));
    changes.replaceAll((field, change) -> change.differences(field));
    return RecordUndo.of(now, changes, false, Optional.empty());
  }

  /** A record with a list; the entries in the text end with a semicolon. */
  private static User user(String list, String entries) {
    String array = "[" + entries.strip().replace(';', ',').replaceFirst(",$", "") + "]";
    int dot = list.indexOf('.');
    return Given.user(
        dot < 0
            ? "{%s: %s}".formatted(list, array)
            : "{%s: {%s: %s}}".formatted(list.substring(0, dot), list.substring(dot + 1), array));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // added and untouched
        "user_role       | {role_type: '32'}; | {role_type: '32'}; {role_type: '51'}; | {role_type: '32'}; {role_type: '51'}; {role_type: '7'}; | {role_type: '32'}; {role_type: '7'};",
        "rs_library      | {code: 'ART'}; | {code: 'ART'}; {code: 'SEA'}; | {code: 'SEA'}; | ",
        "user_note       | {note_text: 'a', segment_type: 'Internal'}; | {note_text: 'a', segment_type: 'Internal'}; {note_text: 'b', segment_type: 'Internal'}; | {note_text: 'b', segment_type: 'External'}; {note_text: 'a', segment_type: 'Internal'}; | {note_text: 'a', segment_type: 'Internal'};",
        // removed
        "user_statistic  | {note: 1}; {note: 2}; {note: 3}; | {note: 1}; {note: 3}; | {note: 1}; {note: 3}; {note: 9}; | {note: 1}; {note: 2}; {note: 3}; {note: 9};",
        "user_statistic  | {note: 1}; {note: 2}; {note: 3}; | {note: 1}; | | {note: 2}; {note: 3};",
        "user_note       | {note_text: 'a'}; {note_text: 'b'}; | {note_text: 'b'}; | {note_text: 'b'}; {note_text: 'a'}; | {note_text: 'b'}; {note_text: 'a'};",
        // disabled
        "user_block      | {block_type: 'LOAN', block_status: 'ACTIVE'}; | {block_type: 'LOAN', block_status: 'INACTIVE'}; | {block_type: 'CASH'}; {block_type: 'LOAN', block_status: 'INACTIVE'}; | {block_type: 'CASH'}; {block_type: 'LOAN', block_status: 'ACTIVE'};",
        "library_notice  | {code: 'Loans', value: 'true'}; | {code: 'Loans', value: 'false'}; | {code: 'Loans', value: 'false'}; | {code: 'Loans', value: 'true'};",
        // relabelled
        "user_identifier | {value: 'B1', segment_type: 'External'}; {value: 'B2'}; | {value: 'B1', segment_type: 'Internal'}; {value: 'B2'}; | {value: 'B2'}; {value: 'B1', segment_type: 'Internal'}; | {value: 'B2'}; {value: 'B1', segment_type: 'External'};",
        "contact_info.address | {line1: 'Mill Lane', segment_type: 'External'}; | {line1: 'Mill Lane', segment_type: 'Internal'}; | {line1: 'Mill Lane', segment_type: 'Internal'}; {line1: 'Quay'}; | {line1: 'Mill Lane', segment_type: 'External'}; {line1: 'Quay'};",
        "contact_info.phone | {phone_number: '1', preferred_sms: true}; | {phone_number: '1', preferred_sms: false}; | {phone_number: '2'}; {phone_number: '1', preferred_sms: false}; | {phone_number: '2'}; {phone_number: '1', preferred_sms: true};",
        "contact_info.email | {email_address: 'k@old.edu', segment_type: 'External'}; | {email_address: 'k@new.edu', segment_type: 'External'}; | {email_address: 'k@new.edu', segment_type: 'Internal'}; | {email_address: 'k@old.edu', segment_type: 'Internal'};",
        // duplicates
        "user_note       | {note_text: 'a'}; | {note_text: 'a'}; {note_text: 'a'}; | {note_text: 'a'}; {note_text: 'a'}; | {note_text: 'a'};",
        "user_note       | {note_text: 'a'}; | {note_text: 'a'}; {note_text: 'a'}; | {note_text: 'a'}; | {note_text: 'a'};",
        "user_note       | {note_text: 'a'}; {note_text: 'a'}; | {note_text: 'a'}; | {note_text: 'a'}; | {note_text: 'a'}; {note_text: 'a'};",
        "user_note       | {note_text: 'a'}; {note_text: 'a'}; | | {note_text: 'a'}; | {note_text: 'a'}; {note_text: 'a'};",
        // removed by others after the job has added it
        "user_role       | | {role_type: '51'}; | | "
      })
  void entriesOfTheJob_shouldBeTakenBack(
      String list,
      @Nullable String before,
      @Nullable String after,
      @Nullable String now,
      @Nullable String expected) {
    Undone undone = undo(user(list, text(before)), user(list, text(after)), user(list, text(now)));

    assertThat(undone.user().record()).isEqualTo(user(list, text(expected)).record());
    assertThat(undone.left()).isEmpty();
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user_role  | | {role_type: '51', expiry_date: ''}; | {role_type: '51', expiry_date: '2030-01-01Z'};",
        "user_note  | | {note_text: 'a', popup_note: false}; | {note_text: 'a', popup_note: true};",
        "user_block | {block_type: 'LOAN', block_status: 'ACTIVE'}; | {block_type: 'LOAN', block_status: 'INACTIVE'}; | {block_type: 'LOAN', block_status: 'INACTIVE', expiry_date: '2030-01-01Z'};",
        "user_block | {block_type: 'LOAN', block_status: 'ACTIVE'}; | {block_type: 'LOAN', block_status: 'INACTIVE'}; | ",
        "contact_info.email | {email_address: 'k@old.edu'}; | {email_address: 'k@new.edu'}; | {email_address: 'k@own.org'};",
        "user_identifier | {value: 'B1', segment_type: 'External'}; | {value: 'B1', segment_type: 'Internal'}; | "
      })
  void entriesThatOthersHaveEdited_shouldStay(
      String list, @Nullable String before, @Nullable String after, @Nullable String now) {
    User edited = user(list, text(now));

    Undone undone = undo(user(list, text(before)), user(list, text(after)), edited);

    assertThat(undone.user().record()).isEqualTo(edited.record());
    assertThat(undone.left()).containsExactly(list);
  }

  /** Entries are relabelled only with the account. */
  @ParameterizedTest
  @CsvSource({
    // A conversion, and somebody has written another student system into the internal account.
    "EXTERNAL, SIS, INTERNAL, , INTERNAL, OTHER, Internal, Internal, Internal",
    // A load has made the account external again.
    "EXTERNAL, SIS, INTERNAL, , EXTERNAL, OTHER, Internal, Internal, External",
    // A redo of the conversion.
    "INTERNAL, , EXTERNAL, SIS, EXTERNAL, OTHER, External, External, External",
    "INTERNAL, , EXTERNAL, SIS, INTERNAL, OTHER, External, External, Internal"
  })
  void segments_shouldStayIfTheAccountDoesNotGetItsEarlierType(
      String before,
      @Nullable String systemBefore,
      String after,
      @Nullable String systemAfter,
      String now,
      String systemNow,
      String segmentAfter,
      String segmentNow,
      String expected) {
    String earlier = segmentAfter.equals("Internal") ? "External" : "Internal";

    Undone undone =
        undo(
            account(before, systemBefore, earlier),
            account(after, systemAfter, segmentAfter),
            account(now, systemNow, segmentNow));

    assertThat(undone.user().record()).isEqualTo(account(now, systemNow, expected).record());
    assertThat(undone.left().toString()).contains("external_id").doesNotContain("user_note");
  }

  /** The job has changed no account type, so that the segments do not belong to its change. */
  @Test
  void segmentOfARemovedEntry_shouldReturnWithoutAConversion() {
    User before =
        Given.user(
            "{account_type: 'EXTERNAL', external_id: 'SIS',"
                + " user_note: [{note_text: 'a', segment_type: 'External'}]}");
    User after = Given.user("{account_type: 'EXTERNAL', external_id: 'NEW'}");
    User now = Given.user("{account_type: 'INTERNAL'}");

    assertThat(undo(before, after, now).user().record())
        .isEqualTo(
            Given.object(
                "{account_type: 'INTERNAL',"
                    + " user_note: [{note_text: 'a', segment_type: 'External'}]}"));
  }

  /** Others have put an entry in front of it, so that it is not at its index any more. */
  @Test
  void segmentOfAnEntryThatHasMoved_shouldReturn() {
    User before = account("EXTERNAL", "SIS", "External");
    User after = account("INTERNAL", null, "Internal");
    User now =
        Given.user(
            "{account_type: 'INTERNAL', user_note: [{note_text: 'new'},"
                + " {note_text: 'a', segment_type: 'Internal'}]}");

    assertThat(undo(before, after, now).user().record().path("user_note"))
        .isEqualTo(Given.json("[{note_text: 'new'}, {note_text: 'a', segment_type: 'External'}]"));
  }

  /** Others have put an entry in front of two that differ only in their segment. */
  @Test
  void segmentOfAnEntryBesideASimilarOne_shouldReturn() {
    User before =
        Given.user(
            "{account_type: 'EXTERNAL', external_id: 'SIS',"
                + " user_statistic: [{}, {segment_type: 'External'}]}");
    User after =
        Given.user("{account_type: 'INTERNAL', user_statistic: [{}, {segment_type: 'Internal'}]}");
    User now =
        Given.user(
            "{account_type: 'INTERNAL', user_statistic:"
                + " [{statistic_note: 'new'}, {}, {segment_type: 'Internal'}]}");

    assertThat(undo(before, after, now).user().record().path("user_statistic"))
        .isEqualTo(Given.json("[{statistic_note: 'new'}, {}, {segment_type: 'External'}]"));
  }

  /** An entry became equal to the following ones, which differ only in their segment. */
  @Test
  void undoOfEntriesThatBecameEqual_shouldChangeNothingTheSecondTime() {
    User before =
        Given.user(
            "{contact_info: {phone: [{phone_number: '1', preferred_sms: true}, {phone_number: '1',"
                + " segment_type: 'External'}, {phone_number: '1'}]}}");
    User after =
        Given.user(
            "{contact_info: {phone: [{phone_number: '1'}, {phone_number: '1', segment_type:"
                + " 'Internal'}, {phone_number: '1'}]}}");

    Undone undone = undo(before, after, before);

    assertThat(undone.user().record()).isEqualTo(before.record());
    assertThat(undone.left()).isEmpty();
  }

  private static User account(String type, @Nullable String system, String segment) {
    return Given.user(
        "{account_type: '%s'%s, user_note: [{note_text: 'a', segment_type: '%s'}]}"
            .formatted(type, system == null ? "" : ", external_id: '" + system + "'", segment));
  }

  /** Others have removed all that the job edited. The undo must not leave an empty object. */
  @Test
  void objectThatOthersHaveRemoved_shouldStayRemoved() {
    User before = Given.user("{contact_info: {email: [{email_address: 'k@old.edu'}]}}");
    User after = Given.user("{contact_info: {email: [{email_address: 'k@new.edu'}]}}");

    Undone undone = undo(before, after, Given.user("{user_group: 'UG'}"));

    assertThat(undone.user().record()).isEqualTo(Given.object("{user_group: 'UG'}"));
    assertThat(undone.left()).containsExactly("contact_info.email");
  }
}
