package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.definition.StateMachine;

/**
 * Runs a random job and its retries, or its undo, with random faults for many seeds, and checks the
 * {@link Invariants} or the {@link UndoInvariants} at the end.
 *
 * <p>The state machine and the functions' handlers are the real ones. They call AWS through the
 * SDK's own clients with their own retries. Below the clients, {@link InMemoryTransport} replaces
 * sockets. The services are DynamoDB Local in memory, the embedded KMS, and maps for S3 and SES,
 * because servers and files would take most of the time. {@link FaultInjector} injects faults into
 * calls of AWS, and {@link FaultyLambda} into invocations. Concurrent tasks run one at a time
 * ({@link Interleavings}), and time is virtual. Therefore a seed always fails in the same way.
 *
 * <p>{@code -Drollcall.seeds=100000} sets the number of seeds, {@code -Drollcall.seeds.first=7} the
 * first seed (by default 0).
 */
class SeamsTest {

  private static final long FIRST = Long.getLong("rollcall.seeds.first", 0);
  private static final long COUNT = Long.getLong("rollcall.seeds", 300);

  /** An undo takes three times as long as a job. */
  private static final long UNDO_COUNT = Math.max(1, COUNT / 3);

  private static final Path HOME =
      Path.of(requireNonNull(System.getProperty("rollcall.home"), "rollcall.home is not set"));

  /** What the seeds of each build cover. */
  private static final List<String> SITUATIONS =
      List.of(
          "retry",
          "continue",
          "two at once: retry",
          "two at once: continue",
          "PREVIEW after a preview",
          "confirm after a preview",
          "retry after a preview",
          "continue after a preview",
          "two at once: PREVIEW",
          "two at once: confirm",
          "discard during a confirm",
          "write beside an edit",
          "write refused after an edit");

  /** What is rarer. */
  private static final List<String> RARE_SITUATIONS =
      List.of("released claim: confirmed", "released claim: continued");

  /** The test ends after this number of failed seeds. */
  private static final int MAX_FAILURES = 10;

  /** What the seeds of an undo cover. */
  private static final List<String> UNDO_SITUATIONS =
      List.of(
          "confirm",
          "continue",
          "redo",
          "retry",
          "sign-in",
          "two undos at the same time",
          "undo and another job at the same time",
          "undo and retry at the same time");

  /** Makes the scenario of a seed. */
  private interface Factory {
    Seed of(long seed, InMemoryAws aws, StateMachine definition, Map<String, byte[]> stock);
  }

  @Test
  void jobAndRetries_withAnyFaults_shouldLoseNothingAndRepeatNothing() {
    Set<String> situations = run(Scenario::new, COUNT);
    if (FIRST == 0 && COUNT >= 300) {
      assertThat(situations).containsAll(SITUATIONS);
    }
    if (FIRST == 0 && COUNT >= 3000) {
      assertThat(situations).containsAll(RARE_SITUATIONS);
    }
  }

  @Test
  void undo_withAnyFaults_shouldUndoEveryChangeAndNothingElse() {
    Set<String> situations = run(UndoScenario::new, UNDO_COUNT);
    if (FIRST == 0 && COUNT >= 300) {
      assertThat(situations).containsAll(UNDO_SITUATIONS);
    }
  }

  /** Runs all seeds, and returns what has happened. */
  private static Set<String> run(Factory factory, long count) {
    InMemoryAws aws = new InMemoryAws();
    StateMachine definition = definition();
    Map<String, byte[]> objects = objects();
    List<AssertionError> failures = new ArrayList<>();
    Set<String> situations = new TreeSet<>();
    for (long number = FIRST; number < FIRST + count && failures.size() < MAX_FAILURES; number++) {
      Seed seed = factory.of(number, aws, definition, objects);
      try {
        seed.run();
        situations.addAll(seed.situations());
      } catch (AssertionError | RuntimeException e) {
        failures.add(new AssertionError(seed + "\n" + e.getMessage(), e));
      }
    }
    if (!failures.isEmpty()) {
      AssertionError all = failures.get(0);
      failures.stream().skip(1).forEach(all::addSuppressed);
      throw all;
    }
    return situations;
  }

  /** The state machine of jobs. */
  static StateMachine definition() {
    try {
      return StateMachine.load(
          Files.readString(HOME.resolve("statemachine/update-notify-users.asl.json")),
          InProcessExecution.functions());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A minimal institution file, and two minimal letters. */
  private static Map<String, byte[]> objects() {
    Map<String, String> texts = new HashMap<>();
    texts.put(
        "institution.json",
        "{\"code\": \"01RC_INST\", \"name\": \"Rillcombe\", \"default_language\": \"en\","
            + " \"sign_in_url\": \"https://library.example.edu/\"}");
    letter(texts, "ACCOUNT_UPDATED", "Hello {{user.first_name}}\n");
    letter(
        texts,
        "NOTIFY_PASSWORD_CHANGE",
        "Hello {{user.first_name}}\n\n{{credentials.temporary_password}}\n{{credentials.link}}\n");
    Map<String, byte[]> objects = new HashMap<>();
    texts.forEach((key, text) -> objects.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return objects;
  }

  private static void letter(Map<String, String> texts, String type, String body) {
    String folder = "letters/" + type + "/";
    texts.put(folder + "letter.json", "{\"enabled\": true, \"description\": \"Fault test\"}");
    texts.put(folder + "en/subject.txt", "Your account");
    texts.put(folder + "en/body.txt", body);
    texts.put(
        folder + "en/body.html",
        "<!DOCTYPE html><html lang=\"en\"><body>" + body + "</body></html>");
  }
}
