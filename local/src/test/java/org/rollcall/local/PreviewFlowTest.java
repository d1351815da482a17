package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.FunctionFailedException;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.user.store.StoredUser;

/** Previews: what they show, and that they change nothing. */
class PreviewFlowTest {

  private static final String JOB =
      """
      {'initiated_by': 'user.manager', %s
       'set': {'members': ['p.one', 'p.two', 'p.silent', 'p.broken', 'p.gone', 'p.staff', 'p.done']},
       'changes': {'account_type': {'value': 'INTERNAL'},
                   'notes': {'add': [{'note_type': 'OTHER', 'note_text': 'Summer'}]}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}, 'limits': {'max_failures_percent': 0}}
      """;

  @TempDir Path folder;
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    library.load(
        Patron.external("p.one"),
        Patron.external("p.two").with("preferred_language", "fr"),
        Patron.external("p.silent").withoutEmail(),
        Patron.external("p.broken").without("account_type"),
        Patron.withRole("26", "p.staff"),
        Patron.internal("p.done"));
  }

  private EndedJob preview() {
    return library.run(JOB.formatted("'mode': 'PREVIEW',"));
  }

  @Test
  void preview_shouldShowWhatARunWouldDoInWordsOfAPreview() {
    EndedJob preview = preview();

    assertThat(preview.report().path("mode").asText()).isEqualTo("PREVIEW");
    assertThat(preview.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(preview.result("p.one")).isEqualTo("WOULD_CHANGE");
    assertThat(preview.cell("p.one", "changes")).startsWith("account_type: EXTERNAL -> INTERNAL");
    assertThat(preview.cell("p.one", "credentials")).isEqualTo("WOULD_RESET");
    assertThat(preview.cell("p.one", "letter")).isEqualTo("WOULD_SEND");
    assertThat(preview.cell("p.two", "language")).isEqualTo("fr");
    assertThat(preview.cell("p.silent", "letter")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(preview.cell("p.silent", "letter_owed")).isEmpty();
    assertThat(preview.result("p.broken")).isEqualTo("FAILED");
    assertThat(preview.result("p.gone")).isEqualTo("NOT_FOUND");
    assertThat(preview.result("p.staff")).isEqualTo("SKIPPED");
    assertThat(
            Stream.of("would_change", "would_reset", "would_send", "updated", "letters_sent")
                .map(preview::count))
        .containsExactly(4, 3, 2, 0, 0);
    assertThat(preview.report().path("owed_letters")).isEmpty();
    assertThat(preview.report().has("provisional_until")).isFalse();
    assertThat(preview.report().path("remarks").toString())
        .contains("1 member would fail, and", " allows 0.", "is exceeded after 4 members.");
    assertThat(preview.page())
        .contains("Previewed with failures", "Would be updated", "Letters to send")
        .contains("The job would change 4 users, would reset 3 passwords and would send 2 letters.")
        .doesNotContain("Remaining users and letters", "etry the job");
  }

  @Test
  void preview_shouldChangeNothingAndSendNothing() {
    Map<String, StoredUser> before = library.users();

    EndedJob preview = preview();

    assertThat(library.users()).isEqualTo(before);
    assertThat(library.letters()).isEmpty();
    JsonNode work = preview.report().path("work");
    assertThat(work.path("dynamodb_write_units").asDouble()).isZero();
    assertThat(work.path("kms_requests").asInt()).isZero();
    assertThat(work.path("emails").asInt()).isZero();
    assertThat(library.keys("jobs/" + preview.id() + "/"))
        .noneMatch(key -> key.contains("/failures/") || key.contains("/letters/"))
        .noneMatch(key -> key.endsWith("/stop.json"));
  }

  @Test
  void outcomesOfAPreview_shouldBeThoseOfARun() {
    List<String> previewed = outcomes(preview());

    List<String> done = outcomes(library.run(JOB.formatted("").replace("': 0}", "': 100}")));

    assertThat(previewed).isEqualTo(done).anyMatch(outcome -> outcome.contains("UPDATED"));
  }

  /** The outcomes, without the digests of addresses, which each job has of its own. */
  private static List<String> outcomes(EndedJob job) {
    return Stream.of("000000", "000001", "000002", "000003", "000004", "000005", "000006", "000007")
        .map(page -> "outcomes/" + page + ".jsonl")
        .filter(page -> job.library().keys("jobs/" + job.id() + "/" + page).size() == 1)
        .flatMap(page -> job.entries(page).stream())
        .map(line -> line.replaceFirst("\"recipient\":\"[0-9a-f]{16} ", "\"recipient\":\""))
        .map(line -> line.replaceAll("\"created_date\":\"[^\"]*\"", ""))
        .toList();
  }

  @Test
  void letterFunctionInAPreview_shouldNeitherWriteNorSend() {
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'set': {'members': ['p.one']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    Map<String, StoredUser> before = library.users();
    String event =
        "{job_id: '%s', chunk: 1, letters_due: 1, started: '%s'}"
            .formatted(preview.id(), preview.report().path("started").asText());

    assertThatThrownBy(() -> TestLibrary.invoke(new NotifyUser(library.wiring()), event))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContaining("IllegalStateException");

    assertThat(library.users()).isEqualTo(before);
    assertThat(library.letters()).isEmpty();
  }

  @Test
  void previewWithoutSenderAndQuota_shouldBeAcceptedWithRemarks() {
    library.sesAccount("{max_24_hour_send: 1, unverified_senders: ['library@example.edu']}");

    EndedJob preview = preview();

    assertThat(preview.count("would_send")).isEqualTo(2);
    assertThat(preview.report().path("remarks").toString())
        .contains("Today, a run would be rejected: notify: Amazon SES has not verified the sender")
        .contains("Today, a run would be rejected: notify: letters to send: 2;");
  }
}
