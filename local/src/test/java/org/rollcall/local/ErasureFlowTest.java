package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

/** The erasure of a person from previews and from the jobs that confirm them. */
class ErasureFlowTest {

  /** The person's ID, name, domain, and the days before and after the preview and the confirm. */
  private static final List<String> PERSON =
      List.of(
          "c.one", "Zubrowska", "zubrowska", "2027-01-3", "2028-01-3", "2029-01-3", "2030-01-3");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  @AutoClose TestLibrary library;
  private EndedJob preview;
  private EndedJob confirm;
  private EndedJob open;

  private static Patron person() {
    return Patron.external("c.one")
        .with("first_name", "Zubrowska")
        .with("expiry_date", "2027-01-31Z")
        .email("one@zubrowska.example");
  }

  /** A preview, its confirm, which skips the person, and a preview that is open. */
  @BeforeEach
  void runJobs() {
    library = ConfirmFixture.open(folder, clock);
    library.load(person());
    preview = library.run(ConfirmFixture.PREVIEW);
    library.load(person().with("expiry_date", "2029-01-31Z"));
    confirm = ConfirmFixture.confirm(library, "user.manager", preview, ", 'limits': {'first': 4}");
    open = library.run(ConfirmFixture.PREVIEW);
  }

  private void erase() {
    Erasure.erase(
        library.wiring().bucket(), Set.of(PrimaryId.of("c.one")), "forgotten-x", clock.instant());
  }

  @Test
  void person_shouldBeInNoObjectOfPreviewsAndConfirms() {
    EndedJob rest =
        library.run("{'initiated_by': 'user.manager', 'continue': '%s'}".formatted(confirm.id()));
    EndedJob retry = library.retry(confirm);
    Path objects = folder.resolve("objects");
    assertThat(confirm.cell("c.one", "reason")).contains("2028-01-31Z", "2030-01-31Z");
    assertThat(PERSON)
        .allSatisfy(text -> assertThat(FolderSearch.filesWith(text, objects)).isNotEmpty());

    erase();

    assertThat(PERSON)
        .allSatisfy(text -> assertThat(FolderSearch.filesWith(text, objects)).isEmpty());
    assertThat(confirm.reason("forgotten-x")).isEqualTo("CHANGED_SINCE_PREVIEW");
    assertThat(preview.cell("c.two", "changes")).contains("2027-02-28Z -> 2028-02-28Z");
    assertThat(rest.users()).hasSize(1);
    assertThat(retry.users()).doesNotContainKey("c.one");
  }

  @Test
  void summaryOfAPreview_shouldKeepItsCounts() {
    erase();

    assertThat(open.report().path("summary").path("changes"))
        .anySatisfy(
            field -> {
              assertThat(field.path("field").asText()).isEqualTo("expiry_date");
              assertThat(field.path("members").asInt()).isEqualTo(3);
              assertThat(field.path("others").asInt()).isEqualTo(3);
            });
    assertThat(open.count("would_change")).isEqualTo(preview.count("would_change"));
    assertThat(open.page()).contains("others");
  }

  @Test
  void openPreview_shouldBeExpired() {
    erase();

    String message = Given.json(open.object("discarded.json")).path("message").asText();
    assertThat(message).contains("expired", "erased");
    assertThat(ConfirmFixture.confirm(library, "user.manager", open, "").errors().get("confirm"))
        .contains(message);
  }

  @Test
  void personWhoPreviewed_shouldBeReportedForTheConfirmToo() {
    EndedJob other = ConfirmFixture.confirm(library, "user.administrator", open, "");

    Erasure.Erased erased =
        Erasure.erase(
            library.wiring().bucket(),
            Set.of(PrimaryId.of("user.manager")),
            "forgotten-x",
            clock.instant());

    assertThat(erased.started())
        .containsExactlyInAnyOrder(preview.jobId(), confirm.jobId(), open.jobId(), other.jobId());
  }

  @Test
  void confirmedPreview_shouldNotBeCalledExpired() {
    erase();

    assertThat(library.keys("jobs/" + preview.id() + "/discarded.json")).isEmpty();
    assertThat(ConfirmFixture.confirm(library, "user.manager", preview, "").errors().get("confirm"))
        .contains("was confirmed", confirm.id());
  }
}
