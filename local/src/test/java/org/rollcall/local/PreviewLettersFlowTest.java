package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.admin.Erasure;
import org.rollcall.user.PrimaryId;

/** The rendered letters of previews, and the erasure of a person from previews. */
class PreviewLettersFlowTest {

  private static final String LETTER = "preview-letters/%s/NOTIFY_PASSWORD_CHANGE-%s-%02d-";

  @TempDir Path folder;
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    IntStream.rangeClosed(1, 12)
        .forEach(n -> library.load(Patron.external("r.en" + n).with("first_name", "Reader" + n)));
    library.load(
        Patron.external("r.fr").with("preferred_language", "fr").with("first_name", "Lectrice"),
        Patron.external("r.silent").withoutEmail(),
        Patron.internal("r.done"));
  }

  private EndedJob preview() {
    return library.run(
        """
        {'initiated_by': 'user.manager', 'mode': 'PREVIEW',
         'set': {'query': '$contains(primary_id, \\"r.\\") and primary_id != \\"user.manager\\"'},
         'changes': {'account_type': {'value': 'INTERNAL'}, 'expiry_date': {'value': '2031-03-14'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
        """
            .replace("\n", " "));
  }

  private List<String> keys(EndedJob preview) {
    return library.keys("preview-letters/" + preview.id() + "/");
  }

  /** The only letter with a number in a language. */
  private String letter(EndedJob preview, String language, int number) {
    List<String> keys = library.keys(LETTER.formatted(preview.id(), language, number));
    assertThat(keys).hasSize(1);
    return library.object(keys.get(0));
  }

  @Test
  void firstTenLettersOfEachLanguage_shouldBeRenderedWithoutPasswords() {
    EndedJob preview = preview();

    assertThat(keys(preview)).hasSize(11).noneMatch(key -> key.contains("r."));
    List<String> first =
        preview.users().entrySet().stream()
            .filter(row -> "en".equals(row.getValue().get("language")))
            .map(row -> row.getKey().replace("r.en", "Reader"))
            .limit(10)
            .toList();
    assertThat(first).hasSize(10);
    for (int number = 1; number <= 10; number++) {
      assertThat(letter(preview, "en", number))
          .contains("<bdi>" + first.get(number - 1) + "</bdi>", "••••••••••");
    }
    assertThat(letter(preview, "fr", 1)).contains("Lectrice", "••••••••••");
    assertThat(preview.count("would_send")).isEqualTo(13);
  }

  @Test
  void lettersOfASealedPreview_shouldNotBeRenderedAgain() {
    EndedJob preview = preview();
    keys(preview).forEach(library.wiring().bucket()::delete);

    library.reportAgain(preview);

    assertThat(keys(preview)).isEmpty();
  }

  @Test
  void letters_shouldBeDeletedWhenThePreviewHasExpired() {
    EndedJob preview = preview();
    Instant expires = Instant.parse(preview.report().path("preview_expires").asText());

    reopenAt(expires.minusSeconds(1));
    assertThat(keys(preview)).hasSize(11);

    reopenAt(expires);
    assertThat(keys(preview)).isEmpty();
    assertThat(library.keys("jobs/" + preview.id() + "/report.json")).hasSize(1);
  }

  @Test
  void lettersOfADeletedPreview_shouldBeDeleted() {
    EndedJob preview = preview();
    library.keys("jobs/" + preview.id() + "/").forEach(library.wiring().bucket()::delete);

    reopenAt(Instant.now());

    assertThat(keys(preview)).isEmpty();
  }

  /** Ends the process, and begins another one at a time. */
  private void reopenAt(Instant time) {
    library.close();
    SettableClock clock = new SettableClock();
    clock.set(time);
    library = TestLibrary.open(folder, clock);
  }

  @Test
  void erasedPerson_shouldBeInNoPreviewAndEndItWithASentence() {
    EndedJob preview = preview();
    EndedJob other =
        library.run(
            "{'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'set': {'members': ['r.en1']}, 'changes': {'user_group': {'value': 'PG'}}}");

    Erasure.erase(
        library.wiring().bucket(), Set.of(PrimaryId.of("r.fr")), "forgotten-1", Instant.now());

    assertThat(keys(preview)).hasSize(10).noneMatch(key -> key.contains("-fr-"));
    List<String> outcomes =
        library.keys("jobs/" + preview.id() + "/outcomes/").stream().map(library::object).toList();
    assertThat(outcomes)
        .noneMatch(page -> page.contains("r.fr"))
        .filteredOn(page -> page.contains("forgotten-1"))
        .singleElement()
        .satisfies(page -> assertThat(page).doesNotContain("recipient", "2031-03-14"));
    assertThat(preview.object("discarded.json"))
        .contains("has expired, because the data of one of its members was erased");
    assertThat(library.keys("jobs/" + other.id() + "/discarded.json")).isEmpty();
    assertThat(preview.page() + preview.object("users.csv")).doesNotContain("r.fr");
  }
}
