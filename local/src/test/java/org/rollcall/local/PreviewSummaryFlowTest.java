package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.admin.Erasure;
import org.rollcall.user.PrimaryId;

/** The summary at the beginning of a preview's report. */
class PreviewSummaryFlowTest {

  @TempDir Path folder;
  @AutoClose TestLibrary library;
  private EndedJob preview;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    IntStream.rangeClosed(1, 11).forEach(n -> library.load(Patron.external("v.en" + n)));
    library.load(
        Patron.external("v.fr").with("preferred_language", "fr"),
        Patron.external("v.silent").withoutEmail(),
        Patron.internal("v.done"),
        Patron.withRole("26", "v.staff"));
    preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW',
             'set': {'query': '$contains(primary_id, \\"v.\\") or primary_id = \\"user.manager\\"'},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """
                .replace("\n", " "));
  }

  private List<String> lines(String list, String... keys) {
    return StreamSupport.stream(preview.report().path("summary").path(list).spliterator(), false)
        .map(
            entry ->
                String.join(
                    " ", List.of(keys).stream().map(key -> entry.path(key).asText()).toList()))
        .toList();
  }

  @Test
  void summary_shouldCountMembersChangesAndLetters() {
    assertThat(preview.object("report.json")).matches("(?s)\\{\\s*\"summary\".*");
    assertThat(lines("results", "result", "reason", "members"))
        .containsExactlyInAnyOrder(
            "WOULD_CHANGE  12",
            "WOULD_CHANGE NO_PREFERRED_EMAIL 1",
            "UNCHANGED  1",
            "SKIPPED STAFF_RECORD 1",
            "SKIPPED OWN_RECORD 1");
    assertThat(lines("changes", "field", "members")).contains("account_type 13");
    assertThat(preview.report().path("summary").path("changes").toString())
        .contains("{\"before\":\"EXTERNAL\",\"after\":\"INTERNAL\",\"members\":13}");
    assertThat(lines("letters", "type", "language", "letters"))
        .containsExactly("NOTIFY_PASSWORD_CHANGE en 11", "NOTIFY_PASSWORD_CHANGE fr 1");
    assertThat(lines("without_letter", "reason", "members"))
        .containsExactlyInAnyOrder(" 1", "NO_PREFERRED_EMAIL 1", "STAFF_RECORD 1", "OWN_RECORD 1");
  }

  @Test
  void everyKindOfOutcome_shouldHaveAtMostTenExamples() {
    JsonNode outcomes = preview.report().path("summary").path("outcomes");

    assertThat(outcomes).hasSize(5);
    assertThat(outcomes.path(0).path("members").asInt()).isEqualTo(12);
    assertThat(outcomes.path(0).path("examples"))
        .hasSize(10)
        .allSatisfy(example -> assertThat(example.path("primary_id").asText()).startsWith("v."));
    String page = preview.page();
    assertThat(page.indexOf("<h2 id=\"summary\">")).isBetween(0, page.indexOf("<h2>Job</h2>"));
    assertThat(page).contains("v.staff", "11 letters</dt><dd>NOTIFY_PASSWORD_CHANGE in en");
    assertThat(page.substring(0, page.indexOf("<h2>Job</h2>")))
        .contains(
            "Would be updated, without a letter: no email address of the user is marked as preferred",
            "Skipped: operators cannot change their own record")
        .doesNotContain("NO_PREFERRED_EMAIL", "OWN_RECORD", "STAFF_RECORD");
  }

  @Test
  void erasedPerson_shouldBeNoExample() {
    Erasure.erase(
        library.wiring().bucket(), Set.of(PrimaryId.of("v.staff")), "forgotten-9", Instant.now());

    assertThat(preview.object("report.json") + preview.page())
        .doesNotContain("v.staff")
        .contains("forgotten-9");
  }

  @Test
  void run_shouldHaveItsChangesByFieldInsteadOfASummary() {
    EndedJob run =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['v.fr', 'v.en1']}, 'changes': {'user_group': {'value': 'PG'}}}");

    assertThat(run.report().has("summary")).isFalse();
    assertThat(run.report().path("changed_fields"))
        .hasSize(1)
        .first()
        .satisfies(
            field -> {
              assertThat(field.path("field").asText()).isEqualTo("user_group");
              assertThat(field.path("values").path(0).path("after").asText()).isEqualTo("PG");
            });
    assertThat(run.page())
        .contains("<h3>Changes by field</h3>", "→ PG</bdi> <span class=\"quiet\">2 members</span>")
        .doesNotContain("<h2 id=\"summary\">");
  }
}
