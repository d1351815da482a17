package org.rollcall.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.job.JobFolder;
import org.rollcall.preview.PreviewDiscard;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Confirms that are rejected, and confirms at the same time. */
class ConfirmRejectionFlowTest {

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = ConfirmFixture.open(folder, clock);
  }

  @Test
  void replayedConfirm_shouldBeRejected() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    EndedJob again = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(again.errors()).containsKey("confirm");
    assertThat(again.errors().get("confirm")).contains(job.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.json           | \"job_name\" : \"End of term\"   | \"job_name\" : \"End of year\"",
        "job.json           | P1Y                              | P9Y",
        "job.json           | extend_by                        | extend_until",
        "letter.json        | account                          | acc0unt",
        "chunks.json        | \"c.one\"                        | \"c.uno\"",
        "chunks.json        | {\"chunk\":1,                    | {\"chunk\":1,\"members\":[\"x.tra\"]},{\"chunk\":1,",
        "outcomes/000000.jsonl | {\"invocations\" | {\"primary_id\":\"x\",\"result\":\"UNCHANGED\"}%n{\"invocations\"",
        "outcomes/000001.jsonl | 2028-01-31                    | 2038-01-31",
        "outcomes/000002.jsonl | UPDATED                       | UNCHANGED",
        // A damaged page: the line with the usage cannot be read.
        "outcomes/000000.jsonl | {\"invocations\"               | {\"invocations",
        "outcomes/000003.jsonl | {\"invocations\"               | {\"invocations",
        "preview.json       | \"preview_sha256\" : \"          | \"preview_sha256\" : \"0"
      })
  void tamperedFolder_shouldBeRejected(String object, String text, String replacement) {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    String key = "jobs/" + preview.id() + "/" + object;
    String content = library.object(key);
    assertThat(content).contains(text);
    library.put(key, content.replace(text, replacement.replace("%n", "\n")));
    Map<String, StoredUser> before = library.users();

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.errors()).containsOnlyKeys("confirm");
    assertThat(library.users()).isEqualTo(before);
    assertThat(library.keys("jobs/" + preview.id() + "/confirmed/")).isEmpty();
    assertThat(library.keys("jobs/" + job.id() + "/")).isEmpty();
  }

  /** What is compared with the seal is what is used. */
  @ParameterizedTest
  @CsvSource({
    "chunks.json, c.one, c.staff",
    "letter.json, account, acc0unt",
    "job.json, P1Y, P9Y",
    "outcomes/000000.jsonl, invocations, invocation",
    "outcomes/000001.jsonl, 2028-01-31, 2038-01-31",
    "outcomes/000002.jsonl, c.two, c.tow",
    "outcomes/000002.jsonl, invocations, invocation"
  })
  void objectThatIsModifiedMeanwhile_shouldNotBeUsed(
      String object, String text, String replacement) {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);

    EndedJob job = confirmAndModify(preview, object, text, replacement);

    assertThat(job.usersWith("UPDATED")).containsExactly("c.one", "c.two", "c.silent");
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2028-01-31Z");
    assertThat(job.object("letter.json")).doesNotContain("acc0unt");
  }

  private EndedJob confirmAndModify(
      EndedJob preview, String object, String text, String replacement) {
    return Interruption.during(
        library,
        request -> isPut("/confirmed/000001.json", request),
        ConfirmFixture.input(preview.id()),
        (machine, id) -> modify(preview, object, text, replacement));
  }

  private void modify(EndedJob preview, String object, String text, String replacement) {
    library.put(
        "jobs/" + preview.id() + "/" + object, preview.object(object).replace(text, replacement));
  }

  @Test
  void damagedForecast_shouldNotStopAConfirm() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.put("jobs/" + preview.id() + "/forecast.json", "{");

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.count("updated")).isEqualTo(3);
    assertThat(job.report().has("forecast")).isFalse();
  }

  /** Otherwise, the input could name a preview that somebody has read, and run another one. */
  @Test
  void jobOfAnotherFolder_shouldBeRejected() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob other = library.run(ConfirmFixture.PREVIEW.replace("P1Y", "P9Y"));
    library.put("jobs/" + preview.id() + "/job.json", other.object("job.json"));

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.errors().get("confirm")).contains("job.json is that of another job");
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2027-01-31Z");
  }

  @Test
  void otherDigest_shouldBeRejected() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);

    assertThat(
            ConfirmFixture.confirm(
                    library, "user.manager", preview, ", 'sha256': '" + "0".repeat(64) + "'")
                .errors())
        .containsOnlyKeys("sha256");
    assertThat(
            ConfirmFixture.confirm(library, "user.manager", preview, ", 'sha256': 'abc'").errors())
        .containsOnlyKeys("sha256");
  }

  @Test
  void previewThatIsNotOpen_shouldBeRejectedWithASentence() {
    EndedJob run = library.run(ConfirmFixture.PREVIEW.replace("'mode': 'PREVIEW',", ""));
    EndedJob discarded = library.run(ConfirmFixture.PREVIEW);
    discard(discarded);
    EndedJob expired = library.run(ConfirmFixture.PREVIEW);
    EndedJob unsealed = library.run(ConfirmFixture.PREVIEW);
    library.wiring().bucket().delete("jobs/" + unsealed.id() + "/preview.json");

    assertThat(ConfirmFixture.confirm(library, "user.manager", run, "").errors().get("confirm"))
        .contains("is not a preview");
    assertThat(
            ConfirmFixture.confirm(library, "user.manager", discarded, "").errors().get("confirm"))
        .contains("discarded");
    assertThat(
            ConfirmFixture.confirm(library, "user.manager", unsealed, "").errors().get("confirm"))
        .contains("has no seal", "did not reach all");
    clock.set(clock.instant().plus(Duration.ofDays(14)));
    assertThat(ConfirmFixture.confirm(library, "user.manager", expired, "").errors().get("confirm"))
        .contains("expired");
    assertThat(library.retry(discarded).errors().get("retry")).contains("is a preview");
  }

  @Test
  void operatorsRights_shouldBeCheckedAgain() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.load(Patron.withRole("50", "user.manager").with("expiry_date", "2020-01-01Z"));

    EndedJob job = ConfirmFixture.confirm(library, "user.administrator", preview, "");

    assertThat(job.errors()).containsOnlyKeys("confirm");
    assertThat(job.errors().get("confirm")).contains("user.manager", "expired");
  }

  @Test
  void quotaAndSender_shouldBeCheckedAgain() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.sesAccount("{max_24_hour_send: 1, unverified_senders: ['library@example.edu']}");

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.errors()).containsOnlyKeys("notify");
    library.sesAccount("{}");
    assertThat(ConfirmFixture.confirm(library, "user.manager", preview, "").result("c.one"))
        .isEqualTo("UPDATED");
  }

  @Test
  void runningPreview_shouldBeRejected() {
    AtomicReference<EndedJob> attempt = new AtomicReference<>();

    EndedJob preview =
        Interruption.during(
            library,
            request -> isPut("/preview.json", request),
            ConfirmFixture.PREVIEW,
            (machine, id) ->
                attempt.set(machine.runWithin(TestLibrary.newJobId(), ConfirmFixture.input(id))));

    assertThat(requireNonNull(attempt.get()).errors().get("confirm")).contains("still running");
    assertThat(ConfirmFixture.confirm(library, "user.manager", preview, "").result("c.one"))
        .isEqualTo("UPDATED");
  }

  /** The second one begins when the first one has claimed the preview, or is about to claim it. */
  @ParameterizedTest
  @ValueSource(strings = {"/chunks.json", "/confirmed/000001.json"})
  void ofTwoConfirmsAtOnce_oneShouldBeRejected(String moment) {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    AtomicReference<EndedJob> other = new AtomicReference<>();

    EndedJob one =
        Interruption.during(
            library,
            request -> isPut(moment, request),
            ConfirmFixture.input(preview.id()),
            (machine, id) ->
                other.set(
                    machine.runWithin(TestLibrary.newJobId(), ConfirmFixture.input(preview.id()))));

    EndedJob two = requireNonNull(other.get());
    boolean isFirstAccepted = moment.contains("chunks");
    assertThat((isFirstAccepted ? two : one).errors().get("confirm"))
        .contains("was confirmed by the job " + (isFirstAccepted ? one : two).id());
    assertThat((isFirstAccepted ? one : two).count("updated")).isEqualTo(3);
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2028-01-31Z");
  }

  @Test
  void previewThatIsDiscardedDuringItsConfirm_shouldNotBeConfirmed() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    Map<String, StoredUser> before = library.users();

    EndedJob job =
        library.run(
            FaultyClient.forS3(
                library.wiring(),
                request -> {
                  if (isPut("/confirmed/000001.json", request)) {
                    discard(preview);
                  }
                }),
            ConfirmFixture.input(preview.id()));

    assertThat(job.errors().get("confirm")).contains("discarded");
    assertThat(library.users()).isEqualTo(before);
  }

  @Test
  void confirmThatWasNeverAccepted_shouldReleaseThePreview() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.put(
        "jobs/" + preview.id() + "/confirmed/000001.json", "\"job-lost@2026-11-22T10:00:00Z\"");

    assertThat(ConfirmFixture.confirm(library, "user.manager", preview, "").count("updated"))
        .isEqualTo(3);
  }

  @Test
  void retryOfAConfirmThatLostItsPreview_shouldBeRejected() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");
    library.put(
        "jobs/" + preview.id() + "/confirmed/000002.json", "\"job-late@2026-11-22T10:00:00Z\"");

    assertThat(library.retry(job).errors().get("retry")).contains("by the job job-late");
  }

  private void discard(EndedJob preview) {
    new PreviewFolder(new JobFolder(library.wiring().bucket(), preview.jobId()))
        .discard(PreviewDiscard.byOperator("user.manager", clock.instant()));
  }

  private static boolean isPut(String suffix, Object request) {
    return request instanceof PutObjectRequest put && put.key().endsWith(suffix);
  }
}
