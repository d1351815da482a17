package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.FunctionsNotReadyException;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.prepare.JobRejectedException;

/** Jobs whose functions have no snapshots, because nobody has called them for two weeks. */
class SnapshotFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static RequestStreamHandler withoutSnapshots() {
    return new PrepareJob(
        RecordCopy.with(
            library.wiring(), "snapshotsReady", (Predicate<Boolean>) sendsLetters -> false));
  }

  private static String request(String id, String accountType) {
    return """
        {'job_id': '%s', 'started': '2026-11-22T10:00:00Z', 'input': {'initiated_by': 'user.manager',
          'set': {'members': ['ada']}, 'changes': {'account_type': {'value': '%s'}}}}
        """
        .formatted(id, accountType);
  }

  @Test
  void jobWhoseFunctionsAreNotReady_shouldBeAcceptedOnceAndContinueLater() {
    library.load(Patron.external("ada"));
    String request = request("first-in-weeks", "INTERNAL");

    assertThatExceptionOfType(FunctionsNotReadyException.class)
        .isThrownBy(() -> TestLibrary.invoke(withoutSnapshots(), request));

    String job = library.object("jobs/first-in-weeks/job.json");
    assertThat(TestLibrary.invoke(new PrepareJob(library.wiring()), request).path("members"))
        .hasToString("1");
    assertThat(library.object("jobs/first-in-weeks/job.json")).isEqualTo(job);
  }

  @Test
  void jobWithoutLetters_shouldNotWaitForTheFunctionsForLetters() {
    library.load(Patron.external("ada"));
    RequestStreamHandler withoutLetters =
        new PrepareJob(
            RecordCopy.with(
                library.wiring(),
                "snapshotsReady",
                (Predicate<Boolean>) sendsLetters -> !sendsLetters));
    String notify = ", 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}}";
    String quiet = request("quiet", "INTERNAL");
    String letters = request("letters", "INTERNAL").replaceFirst("}}\\s*$", notify);
    String preview =
        letters.replace("letters", "preview").replace("'set'", "'mode': 'PREVIEW', 'set'");

    assertThat(TestLibrary.invoke(withoutLetters, quiet).path("members")).hasToString("1");
    assertThat(TestLibrary.invoke(withoutLetters, preview).path("members")).hasToString("1");
    assertThatExceptionOfType(FunctionsNotReadyException.class)
        .isThrownBy(() -> TestLibrary.invoke(withoutLetters, letters));
  }

  @Test
  void inputWithErrors_shouldBeRejectedWithoutWaiting() {
    assertThatExceptionOfType(JobRejectedException.class)
        .isThrownBy(() -> TestLibrary.invoke(withoutSnapshots(), request("wrong", "BOTH")));
  }

  @Test
  void invocationForTheSnapshot_shouldDoNothing() {
    Wiring wiring = library.wiring();
    List<String> keys = library.keys("jobs/");

    for (RequestStreamHandler function :
        List.of(new UpdateUser(wiring), new NotifyUser(wiring), new RecordDelivery(wiring))) {
      assertThat(TestLibrary.invoke(function, "null").isNull()).isTrue();
    }

    assertThat(library.keys("jobs/")).isEqualTo(keys);
  }
}
