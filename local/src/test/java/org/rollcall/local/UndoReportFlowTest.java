package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of undos, and of jobs that were undone. */
class UndoReportFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  /** A job that sends a letter to the first member, owes one to the second, and holds one back. */
  private static EndedJob job(String prefix) {
    library.load(
        Patron.external(prefix + "-0"),
        Patron.external(prefix + "-1").withoutEmail(),
        Patron.external(prefix + "-2"));
    return library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['%1$s-0', '%1$s-1', '%1$s-2']},
         'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'ACCOUNT_UPDATED'},
         'limits': {'first': 2}}
        """
            .formatted(prefix));
  }

  private static EndedJob run(String key, EndedJob job, String more) {
    return library.run(
        "{'initiated_by': 'user.manager', '" + key + "': '" + job.id() + "'" + more + "}");
  }

  private static void setGroup(String id, String group) {
    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
         'changes': {'user_group': {'value': '%s'}}}
        """
            .formatted(id, group));
  }

  private static String key(EndedJob job, String key) {
    return library.reportAgain(job).report().path(key).asText();
  }

  @Test
  void reports_shouldNameTheUndoAndTheUndoneJob() {
    EndedJob job = job("pa");
    EndedJob retry = library.retry(job);
    EndedJob undo = run("undo", retry, "");

    assertThat(undo.report().path("undo_of").asText()).isEqualTo(job.id());
    assertThat(undo.report().path("is_redo").isBoolean()).isTrue();
    assertThat(undo.report().path("is_redo").asBoolean()).isFalse();
    assertThat(undo.page()).contains("Undoes", job.id(), "What was undone");
    assertThat(List.of(key(job, "undone_by"), key(retry, "undone_by"))).containsOnly(undo.id());
    assertThat(job.page())
        .contains("Undone by", undo.id(), "Later, the job was undone", "cannot be continued")
        .doesNotContain("start a job with this input");
    EndedJob redo = run("undo", undo, "");
    assertThat(redo.report().path("undo_of").asText()).isEqualTo(undo.id());
    assertThat(redo.report().path("is_redo").asBoolean()).isTrue();
    assertThat(redo.page()).contains("this job is a redo", "What was asked");
    assertThat(key(undo, "undone_by")).isEqualTo(redo.id());
    assertThat(key(job, "undone_by")).isEmpty();
  }

  /** The conversion relabels the same lists. */
  @Test
  void changesOfAnUndo_shouldBeCountedAsInTheJob() {
    library.load(
        Patron.external("pt").withJson("user_note", "[{note_text: 'a', segment_type: 'External'}]"),
        Patron.external("pu")
            .email("u@old.edu")
            .withJson("user_note", "[{note_type: 'LOAN', segment_type: 'External'}]"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['pt', 'pu']},
             'changes': {'account_type': {'value': 'INTERNAL'},
                         'email': {'replace_domain': {'from': 'old.edu', 'to': 'new.edu'}},
                         'preferred_sms': {'clear': true},
                         'notes': {'remove': [{'note_type': 'LOAN'}]}}}
            """);

    EndedJob undo = run("undo", job, "");

    assertThat(changed(job)).containsExactly(2, 1, 0, 1);
    assertThat(changed(undo)).isEqualTo(changed(job));
  }

  private static List<Integer> changed(EndedJob job) {
    List<Integer> counts = new ArrayList<>();
    job.report().path("changes").forEach(change -> counts.add(change.path("changed").asInt()));
    return counts;
  }

  @Test
  void lettersOfTheUndoneJob_shouldBeSentOrWithdrawn() {
    EndedJob job = job("pb");
    assertThat(job.count("letters_owed")).isEqualTo(1);

    EndedJob undo = run("undo", job, "");
    library.reportAgain(job);

    assertThat(undo.cell("pb-0", "undone_letter")).isEqualTo("SENT");
    assertThat(undo.cell("pb-1", "undone_letter")).isEqualTo("WITHDRAWN");
    assertThat(undo.count("undone_letters_sent")).isEqualTo(1);
    assertThat(undo.count("undone_letters_withdrawn")).isEqualTo(1);
    assertThat(undo.page())
        .contains("Letter of the undone job: sent", "Letter of the undone job: owed, and not sent");
    assertThat(job.count("letters_owed")).isZero();
    assertThat(job.count("letters_given_up")).isEqualTo(1);
    assertThat(job.report().path("owed_letters")).isEmpty();
    assertThat(job.cell("pb-0", "letter")).isEqualTo("SENT");
    assertThat(job.cell("pb-1", "letter")).isEqualTo("WITHDRAWN");
    assertThat(job.status()).isEqualTo("COMPLETED_PARTIAL");
  }

  private static String letterOnItem(String id, EndedJob job) {
    return library.stored(id).state().letterOf(job.reference()).orElseThrow().state().name();
  }

  /** A rule about people stops the undo of one member, but its letter cannot be sent either. */
  @Test
  void letterOfASkippedMember_shouldNotBeOwed() {
    EndedJob job = job("pc");
    library.load(Patron.withRole("21", "pc-1").with("user_group", "ALUMNI").withoutEmail());

    EndedJob preview = run("undo", job, ", 'mode': 'PREVIEW'");
    EndedJob undo = run("confirm", preview, "");

    assertThat(undo.reason("pc-1")).isEqualTo("STAFF_RECORD");
    assertThat(List.of(preview, undo))
        .allSatisfy(shown -> assertThat(shown.cell("pc-1", "undone_letter")).isEqualTo("WITHDRAWN"))
        .allSatisfy(shown -> assertThat(shown.count("undone_letters_withdrawn")).isEqualTo(1));
    assertThat(letterOnItem("pc-1", job)).isEqualTo("WITHDRAWN");
    assertThat(library.reportAgain(job).count("letters_owed")).isZero();
    assertThat(library.reportAgain(job).cell("pc-1", "letter")).isEqualTo("WITHDRAWN");
  }

  /** The confirm leaves the user as it is, because the record has changed since the preview. */
  @Test
  void letterOfAUserThatChangedSinceThePreview_shouldNotBeOwed() {
    EndedJob job = job("ph");
    EndedJob preview = run("undo", job, ", 'mode': 'PREVIEW'");
    setGroup("ph-1", "STAFF");

    EndedJob undo = run("confirm", preview, "");

    assertThat(undo.reason("ph-1")).isEqualTo("CHANGED_SINCE_PREVIEW");
    assertThat(undo.cell("ph-1", "undone_letter")).isEqualTo("WITHDRAWN");
    assertThat(letterOnItem("ph-1", job)).isEqualTo("WITHDRAWN");
  }

  @Test
  void letterToADeletedUser_shouldBeListedAsSent() {
    EndedJob job = job("pd");
    library.deleteUser("pd-0");

    EndedJob undo = run("undo", job, "");

    assertThat(undo.result("pd-0")).isEqualTo("NOT_FOUND");
    assertThat(undo.cell("pd-0", "undone_letter")).isEqualTo("SENT");
  }

  @Test
  void fieldsThatAreLeftAlone_shouldBeGroupedAndShownForEachMember() {
    EndedJob job = job("pe");
    setGroup("pe-0", "STAFF");
    setGroup("pe-1", "GRAD");

    EndedJob preview = run("undo", job, ", 'mode': 'PREVIEW'");

    assertThat(preview.report().at("/summary/results"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.path("reason").asText()).isEqualTo("CHANGED_SINCE");
              assertThat(result.path("members").asInt()).isEqualTo(2);
            });
    assertThat(preview.page())
        .contains(
            "What would be undone",
            "<strong>2 members</strong>: <bdi>some fields were changed since")
        .contains("now STAFF", "now GRAD")
        .doesNotContain("without a letter: some fields");
  }

  @Test
  void undoneConversion_shouldRelabelAsExternalInPart() {
    library.load(Patron.external("pg"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['pg']},
             'changes': {'account_type': {'value': 'INTERNAL'}, 'user_group': {'value': 'ALUMNI'}}}
            """);
    setGroup("pg", "STAFF");

    EndedJob preview = run("undo", job, ", 'mode': 'PREVIEW'");

    assertThat(preview.count("partly_undone")).isEqualTo(1);
    assertThat(preview.page())
        .contains("relabelled as external", "would change 1 user (1 of them only in part)")
        .doesNotContain("relabelled as internal");
  }

  @Test
  void membersWithoutACorrection_shouldHaveGotNoLetter() {
    EndedJob job = job("pf");

    EndedJob preview =
        run("undo", job, ", 'mode': 'PREVIEW', 'notify': {'type': 'ACCOUNT_UPDATED'}");

    assertThat(preview.count("would_send")).isEqualTo(1);
    assertThat(preview.page()).contains("the undone job sent them no letter");
  }

  @Test
  void usersThatAConfirmedUndoSkipped_shouldGetAStepThatIsPossible() {
    EndedJob job = job("pz");
    EndedJob preview = run("undo", job, ", 'mode': 'PREVIEW'");
    setGroup("pz-0", "STAFF");
    EndedJob confirm = run("confirm", preview, "");

    assertThat(confirm.reason("pz-0")).isEqualTo("CHANGED_SINCE_PREVIEW");
    assertThat(confirm.page())
        .contains("Correct these users by hand; or undo this undo")
        .doesNotContain("Make another preview");
  }
}
