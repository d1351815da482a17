package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.StateMachine;

/**
 * Draws an institution, a job and a schedule of faults from each of many seeds, runs the job and
 * its retries to the end, and holds what is left to {@link Laws}.
 *
 * <p>The state machine is the repository's, the handlers are the functions' own, and they call AWS
 * by the SDK's own clients with their own retries. Below these, in the place of sockets, are {@link
 * Wire}s to DynamoDB Local in memory, to the embedded KMS, and to an S3 and an SES in a few maps:
 * S3Proxy, a server and files would take most of the time, and what is tried here is what lies
 * between the calls. {@link FaultInjector} says what goes wrong with each attempt at a call, {@link
 * UnsteadyLambda} with each invocation; what goes on at once takes turns as the seed says, and time
 * passes only when a fault or a retry has it pass. So a seed fails again as it failed.
 *
 * <p>{@code -Drollcall.seeds=100000} tries that many, {@code -Drollcall.seeds.first=7} begins with
 * another than 0.
 */
class SeamsTest {

  private static final Path HOME =
      Path.of(requireNonNull(System.getProperty("rollcall.home"), "rollcall.home is not set"));

  /** After so many seeds that failed the others would tell nothing new. */
  private static final int MOST_BROKEN = 10;

  @Test
  void jobAndItsRetries_whateverGoesWrong_shouldLoseNothingAndDoNothingTwice() {
    long first = Long.getLong("rollcall.seeds.first", 0);
    long count = Long.getLong("rollcall.seeds", 1_000);
    Aws aws = new Aws();
    StateMachine definition = StateMachine.load(definition(), InProcessExecution.functions());
    Map<String, byte[]> stock = stock();
    List<AssertionError> broken = new ArrayList<>();
    for (long seed = first; seed < first + count && broken.size() < MOST_BROKEN; seed++) {
      Trial trial = new Trial(seed, aws, definition, stock);
      try {
        trial.run();
      } catch (AssertionError | RuntimeException e) {
        broken.add(new AssertionError(trial + "\n" + e.getMessage(), e));
      }
    }
    if (!broken.isEmpty()) {
      AssertionError all = broken.get(0);
      broken.stream().skip(1).forEach(all::addSuppressed);
      throw all;
    }
  }

  private static String definition() {
    try {
      return Files.readString(HOME.resolve("statemachine/update-notify-users.asl.json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The institution's file and two letters, as short as can be. */
  private static Map<String, byte[]> stock() {
    Map<String, String> texts = new HashMap<>();
    texts.put(
        "institution.json",
        "{\"code\": \"01RC_INST\", \"name\": \"Rillcombe\", \"default_language\": \"en\"}");
    letter(texts, "ACCOUNT_UPDATED", "Hello {{user.first_name}}\n");
    letter(
        texts,
        "NOTIFY_PASSWORD_CHANGE",
        "Hello {{user.first_name}}\n\n{{credentials.temporary_password}}\n");
    Map<String, byte[]> stock = new HashMap<>();
    texts.forEach((key, text) -> stock.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return stock;
  }

  private static void letter(Map<String, String> texts, String type, String body) {
    String folder = "letters/" + type + "/";
    texts.put(folder + "letter.json", "{\"enabled\": true, \"description\": \"Among faults\"}");
    texts.put(folder + "en/subject.txt", "Your account");
    texts.put(folder + "en/body.txt", body);
    texts.put(
        folder + "en/body.html",
        "<!DOCTYPE html><html lang=\"en\"><body>" + body + "</body></html>");
  }
}
