package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.lambda.Wiring;
import org.rollcall.preview.PreviewContent;
import org.rollcall.preview.PreviewDiscard;
import org.rollcall.preview.PreviewFolder;

/** The seal of a preview. */
class PreviewSealFlowTest {

  private static final String PREVIEW =
      """
      {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'set': {'members': ['q.one', 'q.two', 'q.gone']},
       'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder, clock);
    library.load(Patron.external("q.one"), Patron.external("q.two"));
  }

  private EndedJob preview() {
    return library.run(PREVIEW);
  }

  private JobFolder folderOf(EndedJob job) {
    return new JobFolder(library.wiring().bucket(), job.jobId());
  }

  private String digest(EndedJob preview) {
    Job job = folderOf(preview).readJob();
    return PreviewContent.read(folderOf(preview), job, Optional.of(folderOf(preview).readLetter()))
        .forEachOutcome(outcome -> {});
  }

  @Test
  void completePreview_shouldBeSealedForFourteenDays() {
    EndedJob preview = preview();

    JsonNode seal = Given.json(preview.object("preview.json"));
    Instant sealed = Instant.parse(seal.path("sealed").asText());
    assertThat(seal.path("preview_sha256").asText())
        .matches("[0-9a-f]{64}")
        .isEqualTo(digest(preview))
        .isEqualTo(preview.report().path("preview_sha256").asText());
    assertThat(Instant.parse(seal.path("expires").asText()))
        .isEqualTo(sealed.plus(Duration.ofDays(14)))
        .isEqualTo(preview.report().path("preview_expires").asText());
    assertThat(preview.page()).contains(seal.path("preview_sha256").asText(), "<dt>Expires</dt>");
  }

  @Test
  void stack_shouldSayForHowManyDaysAPreviewIsSealed() {
    Wiring wiring = TestLibrary.withSetting(library.wiring(), "previewDays", 3);

    JsonNode seal = Given.json(library.run(wiring, PREVIEW).object("preview.json"));

    assertThat(Instant.parse(seal.path("expires").asText()))
        .isEqualTo(Instant.parse(seal.path("sealed").asText()).plus(Duration.ofDays(3)));
  }

  @Test
  void reportThatIsMadeAgain_shouldNotChangeTheSeal() {
    EndedJob preview = preview();
    String seal = preview.object("preview.json");
    String changed = preview.object("outcomes/000001.jsonl").replace("ALUMNI", "STAFF");
    library.put("jobs/" + preview.id() + "/outcomes/000001.jsonl", changed);
    clock.set(Instant.now().plus(Duration.ofDays(3)));

    library.reportAgain(preview);

    assertThat(preview.object("preview.json")).isEqualTo(seal);
    assertThat(preview.report().path("preview_sha256").asText()).isNotEqualTo(digest(preview));
  }

  @ParameterizedTest
  @CsvSource({
    "job.json, ALUMNI, STAFF",
    "job.json, user.manager, user.other",
    "job.json, UTC, Asia/Tokyo",
    "letter.json, Kind regards, Kindest regards",
    "chunks.json, q.two, q.one",
    "outcomes/000003.jsonl, NOT_FOUND, SKIPPED",
    "outcomes/000001.jsonl, ALUMNI, STAFF",
    "outcomes/000002.jsonl, DUE, OPTED_OUT"
  })
  void tamperedFolder_shouldHaveAnotherDigest(String object, String before, String after) {
    EndedJob preview = preview();
    String sealed = digest(preview);
    String content = preview.object(object);
    assertThat(content.contains(before)).as(object).isTrue();

    library.put("jobs/" + preview.id() + "/" + object, content.replace(before, after));

    assertThat(digest(preview)).isNotEqualTo(sealed);
  }

  /** Otherwise, a confirm would report a member as updated that it does not process. */
  @Test
  void outcomeAmongTheMembersWithoutAChunk_shouldHaveAnotherDigest() {
    EndedJob preview = preview();
    String sealed = digest(preview);
    String chunk = "{\"chunk\":1,\"members\":[\"q.one\"]},";
    assertThat(preview.object("chunks.json")).contains(chunk);
    String folder = "jobs/" + preview.id() + "/";

    library.put(folder + "chunks.json", preview.object("chunks.json").replace(chunk, ""));
    library.put(
        folder + "outcomes/000000.jsonl",
        preview.entries("outcomes/000001.jsonl").get(0)
            + "\n"
            + preview.object("outcomes/000000.jsonl"));

    assertThat(digest(preview)).isNotEqualTo(sealed);
  }

  @Test
  void previewThatLacksAPage_shouldNotBeSealed() {
    EndedJob preview = preview();
    library.wiring().bucket().delete("jobs/" + preview.id() + "/preview.json");
    library.wiring().bucket().delete("jobs/" + preview.id() + "/outcomes/000002.jsonl");

    library.reportAgain(preview);

    assertThat(preview.report().has("preview_sha256")).isFalse();
    assertThat(library.keys("jobs/" + preview.id() + "/preview.json")).isEmpty();
    assertThat(preview.page()).contains("Preview incomplete");
  }

  @Test
  void run_shouldHaveNoSeal() {
    EndedJob run =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['q.one']}, 'changes': {'user_group': {'value': 'PG'}}}");

    assertThat(run.report().has("preview_sha256")).isFalse();
    assertThat(library.keys("jobs/" + run.id() + "/preview.json")).isEmpty();
  }

  @Test
  void discardedPreview_shouldKeepTheFirstReason() {
    PreviewFolder preview = new PreviewFolder(folderOf(preview()));
    assertThat(preview.findDiscard()).isEmpty();

    preview.discard(PreviewDiscard.byOperator("user.manager", clock.instant()));
    preview.discard(PreviewDiscard.byErasure(clock.instant()));

    assertThat(preview.findDiscard().flatMap(PreviewDiscard::by))
        .isEqualTo(Optional.of("user.manager"));
  }
}
