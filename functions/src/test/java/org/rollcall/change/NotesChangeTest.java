package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

class NotesChangeTest {

  private static final String ADD =
      "{notes: {add: [{note_type: 'GENERAL', note_text: 'Locker 7'}]}}";

  private static User noted(String... notes) {
    return internal("user_note: [" + String.join(", ", notes) + "]");
  }

  private static String note(String type, String text, String created) {
    return "{note_type: {value: '%s'}, note_text: '%s', created_date: '%s'}"
        .formatted(type, text, created);
  }

  private static String remove(String keys) {
    return "{notes: {remove: [{" + keys + "}]}}";
  }

  @Test
  void note_shouldHaveCreatorAndBeHiddenFromUser() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(internal("first_name: 'Ada'"), ADD))
        .isEqualTo(
            internal(
                """
                first_name: 'Ada', user_note: [{segment_type: 'Internal',
                  note_type: {value: 'GENERAL'}, note_text: 'Locker 7', user_viewable: false,
                  popup_note: false, created_by: 'MLibrarian',
                  created_date: '2026-11-22T10:00:00Z'}]
                """));
  }

  @Test
  void note_shouldBeViewableAsRequested() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                    noted(),
                    """
                    {notes: {add: [{note_type: 'GENERAL', note_text: 'Two\\nlines',
                                    user_viewable: true, popup_note: true}]}}
                    """)
                .list("user_note"))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.path("note_text").asText()).isEqualTo("Two\nlines");
              assertThat(note.path("user_viewable").asBoolean()).isTrue();
              assertThat(note.path("popup_note").asBoolean()).isTrue();
            });
  }

  @Test
  void existingNote_shouldStayUnchanged() throws ChangeRefusedException {
    User user =
        noted("{note_type: 'GENERAL', note_text: 'Locker 7', popup_note: true, created_by: 'x'}");
    assertThat(ChangesFixture.apply(user, ADD)).isSameAs(user);
  }

  @Test
  void noteOfOtherTypeOrText_shouldBeAdded() throws ChangeRefusedException {
    User user =
        noted(note("BARCODE", "Locker 7", "2020-01-01Z"), note("GENERAL", "locker 7", "2020Z"));
    assertThat(ChangesFixture.apply(user, ADD).list("user_note")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "note_type: 'GENERAL' | BARCODE Old card",
        "text_contains: 'LOCKER' | BARCODE Old card",
        "note_type: 'GENERAL', text_contains: '8' | GENERAL Locker 7, BARCODE Old card",
        "created_before: '2025-01-01' | GENERAL Locker 8, BARCODE Old card",
        "created_before: '2025-01-02' | BARCODE Old card",
        "note_type: 'OTHER' | GENERAL Locker 7, GENERAL Locker 8, BARCODE Old card"
      })
  void removal_shouldRemoveNotesThatMatchAllCriteria(String keys, String left)
      throws ChangeRefusedException {
    User user =
        noted(
            note("GENERAL", "Locker 7", "2024-12-31T23:59:59Z"),
            note("GENERAL", "Locker 8", "2025-01-01T00:00:00Z"),
            "{note_type: 'BARCODE', note_text: 'Old card'}");
    assertThat(ChangesFixture.apply(user, remove(keys)).list("user_note"))
        .extracting(
            note ->
                note.path("note_type").path("value").asText(note.path("note_type").asText())
                    + " "
                    + note.path("note_text").asText())
        .containsExactly(left.split(", "));
  }

  @Test
  void addedNote_shouldReplaceOtherNotesOfType() throws ChangeRefusedException {
    String replace =
        "{notes: {remove: [{note_type: 'GENERAL'}],"
            + " add: [{note_type: 'GENERAL', note_text: 'New'}]}}";
    User after = ChangesFixture.apply(noted(note("GENERAL", "Old", "2020-01-01Z")), replace);
    assertThat(after.list("user_note"))
        .extracting(note -> note.path("note_text").asText())
        .containsExactly("New");
    assertThat(ChangesFixture.apply(after, replace)).isSameAs(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{note_type: null, note_text: 5}", "{note_type: ['GENERAL']}"})
  void invalidNote_shouldStayUnchanged(String odd) throws ChangeRefusedException {
    User user = noted(odd);
    assertThat(ChangesFixture.apply(user, remove("note_type: 'GENERAL'"))).isSameAs(user);
    assertThat(ChangesFixture.apply(user, ADD).list("user_note"))
        .hasSize(2)
        .startsWith(user.list("user_note").get(0));
  }

  @Test
  void noteWithInvalidDate_shouldFailRemovalByAge() throws ChangeRefusedException {
    User user = noted(note("GENERAL", "Locker 7", "last year"));
    assertThat(ChangesFixture.apply(user, ADD)).isSameAs(user);
    assertThatThrownBy(() -> ChangesFixture.apply(user, remove("created_before: '2025-01-01'")))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("user_note.created_date is not a day such as 2027-06-30");
  }
}
