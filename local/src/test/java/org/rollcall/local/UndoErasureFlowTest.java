package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;
import org.rollcall.Given;
import org.rollcall.local.admin.Erasure;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** The erasure of a person before and after a job is undone. */
class UndoErasureFlowTest {

  /** The person's ID, and values of the record before the job, after it, and after an edit. */
  private static final List<String> PERSON =
      List.of("e.zub", "zub-extern", "zub-note", "2027-01-3", "2028-01-3", "2029-02-0");

  @TempDir Path folder;
  @AutoClose TestLibrary library;
  private EndedJob job;

  private static Patron person() {
    return Patron.external("e.zub")
        .with("external_id", "zub-extern")
        .with("expiry_date", "2027-01-31Z")
        .withJson("user_note", "[{'note_type': 'POPUP', 'note_text': 'zub-note'}]")
        .email("e.zub@zub-mail.example");
  }

  @BeforeEach
  void runJob() {
    library = TestLibrary.empty(folder);
    library.load(person(), Patron.external("e.one"), Patron.external("e.two"));
    job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['e.one', 'e.zub', 'e.two']},
             'changes': {'account_type': {'value': 'INTERNAL'}, 'expiry_date': {'extend_by': 'P1Y'},
                         'notes': {'remove': [{'note_type': 'POPUP'}]},
                         'email': {'replace_domain': {'from': 'zub-mail.example', 'to': 'x.example'}}}}
            """);
    assertThat(job.count("updated")).isEqualTo(3);
    User edited = library.stored("e.zub").user().with("expiry_date", Given.json("'2029-02-01Z'"));
    library.load(List.of(new User(edited.record())));
  }

  private EndedJob run(String key, EndedJob earlier, String more) {
    return library.run(
        "{'initiated_by': 'user.manager', '" + key + "': '" + earlier.id() + "'" + more + "}");
  }

  private void forget() {
    Erasure.erase(
        library.wiring().bucket(), Set.of(PrimaryId.of("e.zub")), "forgotten-x", Instant.now());
    library.deleteUser("e.zub");
  }

  private void assertForgotten() {
    assertThat(PERSON)
        .allSatisfy(
            text -> assertThat(FolderSearch.filesWith(text, folder.resolve("objects"))).isEmpty());
  }

  private String accountType(String id) {
    return library.record(id).path("account_type").path("value").asText();
  }

  @Test
  void undoAfterTheErasure_shouldRestoreAllOthers() {
    forget();

    EndedJob undo = run("undo", job, "");

    assertThat(undo.result("forgotten-x")).isEqualTo("NOT_FOUND");
    assertThat(undo.count("updated")).isEqualTo(2);
    assertThat(List.of(accountType("e.one"), accountType("e.two"))).containsOnly("EXTERNAL");
    assertForgotten();
  }

  @Test
  void redoAndRetryAfterTheErasure_shouldProcessAllOthers() {
    EndedJob undo = run("undo", job, "");
    assertThat(undo.cell("e.zub", "reason")).contains("2029-02-01Z", "2028-01-31Z");
    forget();
    assertForgotten();
    assertThat(undo.reason("forgotten-x")).isEqualTo("CHANGED_SINCE");

    EndedJob retry = library.retry(undo);
    EndedJob redo = run("undo", undo, "");

    assertThat(retry.users()).doesNotContainKey("e.zub");
    assertThat(redo.result("forgotten-x")).isEqualTo("NOT_FOUND");
    assertThat(redo.count("updated")).isEqualTo(2);
    assertThat(List.of(accountType("e.one"), accountType("e.two"))).containsOnly("INTERNAL");
    assertForgotten();
  }

  @Test
  void heldBackPerson_shouldBeErasedFromTheUndoToo() {
    EndedJob undo = run("undo", job, ", 'limits': {'first': 1}");
    assertThat(FolderSearch.filesWith("zub-note", folder.resolve("objects")))
        .anyMatch(file -> file.toString().contains("before-images"));
    forget();
    assertForgotten();

    EndedJob rest = run("continue", undo, "");

    assertThat(rest.result("forgotten-x")).isEqualTo("NOT_FOUND");
    assertThat(rest.count("updated")).isEqualTo(1);
    assertThat(accountType("e.two")).isEqualTo("EXTERNAL");
    assertForgotten();
  }
}
