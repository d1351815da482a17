package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.unsendable;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.user.state.RollcallState;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Retries after so many other jobs that users' items have forgotten the first job. */
class LateRetryFlowTest {

  private static final int OTHER_JOBS = 11;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static String extend(String member) {
    return """
    {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
     'changes': {'expiry_date': {'extend_by': 'P1Y'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
    """
        .formatted(member);
  }

  /** Other jobs, each of which changes the user and sends a letter. */
  private static void runOtherJobs(String member) {
    IntStream.range(0, OTHER_JOBS)
        .forEach(
            i ->
                library.run(
                    """
                    {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
                     'changes': {'user_group': {'value': 'G%d'}},
                     'notify': {'type': 'ACCOUNT_UPDATED'}}
                    """
                        .formatted(member, i)));
  }

  private static void assertForgotten(String member, EndedJob job) {
    RollcallState state = library.stored(member).state();
    assertThat(state.isChangedBy(job.reference())).isFalse();
    assertThat(state.letterOf(job.reference())).isEmpty();
  }

  private static String expiry(String member) {
    return library.record(member).path("expiry_date").asText();
  }

  private static int lettersTo(String member) {
    return library.lettersTo(member + "@example.edu").size();
  }

  /** Retries a job. Something else happens after the retry was planned, and before it begins. */
  private static EndedJob retryAfter(Runnable others, EndedJob job) {
    return Interruption.during(
        library,
        request -> request instanceof PutObjectRequest put && put.key().endsWith("/job.json"),
        "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}",
        (machine, id) -> others.run());
  }

  @Test
  void memberThatARetryHasChanged_shouldNotBeChangedAgain() {
    library.load(Patron.external("la").with("account_type", "SOMETHING"));
    EndedJob job = library.run(extend("la"));
    library.load(Patron.external("la"));
    EndedJob retry = library.retry(job);
    runOtherJobs("la");
    assertForgotten("la", job);

    EndedJob late = library.retry(job);

    assertThat(retry.result("la")).isEqualTo("UPDATED");
    assertThat(late.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(expiry("la")).isEqualTo("2027-12-31Z");
    assertThat(lettersTo("la")).isEqualTo(1 + OTHER_JOBS);
  }

  @Test
  void letterThatARetryHasSent_shouldNotBeSentAgain() {
    library.load(Patron.external("lb"));
    String notify =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['lb']},
         'notify': {'type': 'ACCOUNT_UPDATED'}}
        """;
    EndedJob job = library.run(unsendable("lb", library.wiring()), notify);
    library.retry(job);
    runOtherJobs("lb");

    library.retry(job);

    assertThat(lettersTo("lb")).isEqualTo(1 + OTHER_JOBS);
  }

  @Test
  void memberThatAnotherRetryHasChangedSinceTheRetryWasPlanned_shouldNotBeChangedAgain() {
    library.load(
        Patron.external("le-0").with("account_type", "SOMETHING"),
        Patron.external("le-1").with("account_type", "SOMETHING"));
    EndedJob job = library.run(extend("le-0', 'le-1"));
    library.load(Patron.external("le-0"));

    EndedJob late =
        retryAfter(
            () -> {
              library.retry(job);
              library.load(Patron.external("le-1"));
              runOtherJobs("le-0', 'le-1");
              assertForgotten("le-0", job);
            },
            job);

    assertThat(expiry("le-0")).isEqualTo("2027-12-31Z");
    assertThat(lettersTo("le-0")).isEqualTo(1 + OTHER_JOBS);
    assertThat(late.result("le-0")).as("what the other retry did").isEqualTo("UPDATED");
    assertThat(late.result("le-1")).as("changed by no other retry").isEqualTo("UPDATED");
    assertThat(expiry("le-1")).isEqualTo("2027-12-31Z");
    assertThat(lettersTo("le-1")).isEqualTo(1 + OTHER_JOBS);
    assertThat(library.retry(late).count("members")).isZero();
  }

  @Test
  void letterThatAnotherRetryHasSentSinceTheRetryWasPlanned_shouldNotBeSentAgain() {
    library.load(Patron.external("lf"));
    EndedJob job =
        library.run(
            unsendable("lf", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lf']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);

    EndedJob late =
        retryAfter(
            () -> {
              library.retry(job);
              runOtherJobs("lf");
            },
            job);

    assertThat(lettersTo("lf")).isEqualTo(1 + OTHER_JOBS);
    assertThat(late.result("lf")).isEqualTo("UNCHANGED");
  }

  @Test
  void memberWhoseOutcomeAnotherRetryHasLostSinceTheRetryWasPlanned_shouldNotChange() {
    library.load(Patron.external("lh").with("account_type", "SOMETHING"));
    EndedJob job = library.run(extend("lh"));
    library.load(Patron.external("lh"));

    EndedJob late =
        retryAfter(
            () -> {
              EndedJob retry = library.retry(job);
              runOtherJobs("lh");
              library.wiring().bucket().delete("jobs/" + retry.id() + "/outcomes/000001.jsonl");
            },
            job);

    assertThat(late.reason("lh")).isEqualTo("CHANGE_UNKNOWN");
    assertThat(library.retry(late).reason("lh")).isEqualTo("CHANGE_UNKNOWN");
    assertThat(expiry("lh")).isEqualTo("2027-12-31Z");
  }

  @Test
  void memberThatNoJobOfTheChainHasChanged_shouldBeChanged() {
    library.load(Patron.external("lc").with("account_type", "SOMETHING"));
    EndedJob job = library.run(extend("lc"));
    library.load(Patron.external("lc"));
    runOtherJobs("lc");

    EndedJob late = library.retry(job);

    assertThat(late.result("lc")).isEqualTo("UPDATED");
    assertThat(expiry("lc")).isEqualTo("2027-12-31Z");
  }

  @Test
  void memberWhoseOutcomeIsLost_shouldFailInEachRetryAndNotChange() {
    library.load(Patron.external("ld-0"), Patron.external("ld-1"));
    EndedJob first =
        library.run(
            extend("ld-0', 'ld-1").replace("}}, 'notify", "}}, 'limits': {'first': 1}, 'notify"));
    EndedJob job =
        library.run("{'initiated_by': 'user.manager', 'continue': '" + first.id() + "'}");
    runOtherJobs("ld-1");
    library.wiring().bucket().delete("jobs/" + job.id() + "/outcomes/000001.jsonl");
    assertForgotten("ld-1", first);

    EndedJob late = library.retry(job);
    EndedJob later = library.retry(late);

    assertThat(late.reason("ld-1")).isEqualTo("CHANGE_UNKNOWN");
    assertThat(later.reason("ld-1")).isEqualTo("CHANGE_UNKNOWN");
    assertThat(expiry("ld-1")).isEqualTo("2027-12-31Z");
  }

  @Test
  void changeThatNoPageContains_shouldStayOnTheItemThroughLaterJobs() {
    library.load(Patron.external("ly"));
    EndedJob job = library.run(extend("ly"));
    library.wiring().bucket().delete("jobs/" + job.id() + "/outcomes/000001.jsonl");
    runOtherJobs("ly");

    assertThat(library.stored("ly").state().changeBy(job.reference()))
        .get()
        .satisfies(change -> assertThat(change.fields()).containsOnlyKeys("expiry_date"));
    EndedJob late = library.retry(job);

    assertThat(late.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(expiry("ly")).isEqualTo("2027-12-31Z");
  }

  @Test
  void changeThatAPageContains_shouldNotStayOnTheItem() {
    library.load(Patron.external("lz"));
    EndedJob job = library.run(extend("lz"));
    runOtherJobs("lz");

    RollcallState state = library.stored("lz").state();

    assertThat(state.changeBy(job.reference())).isEmpty();
    assertThat(state.unrecorded()).isEmpty();
  }
}
