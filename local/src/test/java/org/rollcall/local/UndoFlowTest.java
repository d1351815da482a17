package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that undo what earlier jobs did. */
class UndoFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static Map<String, ObjectNode> records(List<String> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, library::record));
  }

  private static String members(List<String> ids) {
    return ids.stream().collect(Collectors.joining("', '", "['", "']"));
  }

  private static EndedJob graduate(List<String> ids, String more) {
    return library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': %s}, 'job_name': 'Graduation',
         'changes': {'account_type': {'value': 'INTERNAL'}, 'user_group': {'value': 'ALUMNI'},
                     'notes': {'add': [{'note_type': 'GENERAL', 'note_text': 'Class of 2026'}]}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}%s}
        """
            .formatted(members(ids), more));
  }

  @Test
  void undo_shouldRestoreTheRecordsAndWithdrawTheCredentials() {
    List<String> ids = library.load("ua", 3);
    Map<String, ObjectNode> before = records(ids);
    EndedJob job = graduate(ids, "");

    EndedJob undo = library.undo(job, "");

    assertThat(undo.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(records(ids)).isEqualTo(before);
    assertThat(ids).allSatisfy(id -> assertThat(library.stored(id).state().credential()).isEmpty());
  }

  @Test
  void undoOfTheUndo_shouldDoTheJobAgain() {
    List<String> ids = library.load("ub", 2);
    EndedJob job = graduate(ids, "");
    Map<String, ObjectNode> after = records(ids);

    EndedJob redo = library.undo(library.undo(job, ""), "");

    assertThat(redo.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(records(ids)).isEqualTo(after);
    assertThat(ids)
        .allSatisfy(
            id -> {
              assertThat(library.stored(id).state().credentialOf(redo.reference())).isPresent();
              assertThat(library.lettersTo(id + "@example.edu")).hasSize(2);
            });
  }

  @Test
  void secondUndo_shouldBeRejectedUntilARedo() {
    List<String> ids = library.load("uc", 1);
    Map<String, ObjectNode> before = records(ids);
    EndedJob job = graduate(ids, "");
    EndedJob undo = library.undo(job, "");

    assertThat(library.undo(job, "").errors().get("undo")).contains(undo.id());
    library.undo(undo, "");
    EndedJob again = library.undo(job, "");

    assertThat(again.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(records(ids)).isEqualTo(before);
    assertThat(library.stored("uc-00").state().credential()).isEmpty();
  }

  @Test
  void previewOfAnUndo_shouldChangeNothingAndBeConfirmed() {
    List<String> ids = library.load("ud", 3);
    Map<String, ObjectNode> before = records(ids);
    EndedJob job = graduate(ids, "");
    Map<String, ObjectNode> after = records(ids);

    EndedJob preview = library.undo(job, ", 'mode': 'PREVIEW'");
    assertThat(records(ids)).isEqualTo(after);
    EndedJob confirm =
        library.run("{'initiated_by': 'user.manager', 'confirm': '" + preview.id() + "'}");

    assertThat(confirm.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(records(ids)).isEqualTo(before);
    assertThat(library.undo(job, "").errors().get("undo")).contains(confirm.id());
  }

  @Test
  void fieldThatWasChangedSince_shouldStay() {
    List<String> ids = library.load("ue", 1);
    EndedJob job = graduate(ids, "");
    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['ue-00']},
         'changes': {'user_group': {'value': 'STAFF'}}}
        """);

    EndedJob undo = library.undo(job, "");

    assertThat(undo.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(undo.result("ue-00")).isEqualTo("UPDATED");
    assertThat(undo.reason("ue-00")).isEqualTo("CHANGED_SINCE");
    assertThat(undo.cell("ue-00", "reason")).contains("ALUMNI").contains("STAFF");
    assertThat(library.record("ue-00").path("account_type").path("value").asText())
        .isEqualTo("EXTERNAL");
  }

  @Test
  void firstMembersOfAnUndo_shouldBeContinued() {
    List<String> ids = library.load("uf", 5);
    Map<String, ObjectNode> before = records(ids);
    EndedJob job = graduate(ids, ", 'limits': {'first': 3}");
    library.run("{'initiated_by': 'user.manager', 'continue': '" + job.id() + "'}");

    EndedJob first = library.undo(job, ", 'limits': {'first': 2}");
    assertThat(first.status()).isEqualTo("COMPLETED_PARTIAL");
    EndedJob rest =
        library.run("{'initiated_by': 'user.manager', 'continue': '" + first.id() + "'}");

    assertThat(rest.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(records(ids)).isEqualTo(before);
  }
}
