package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.Wiring;
import org.rollcall.user.state.IssuedCredential;

/** Wrong tries and the first use of temporary passwords. */
class CredentialLockFlowTest {

  private static final String TO_INTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}}, 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String TO_EXTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'EXTERNAL'}, 'external_id': {'value': 'SIS'}}}
      """;

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir static Path folder;
  static SettableClock clock = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, clock);
  }

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  /** Makes a new user internal, and returns the password in the letter. */
  private static String convert(String id) {
    library.load(Patron.external(id));
    clock.set(NOW);
    library.run(TO_INTERNAL.formatted(id));
    clock.set(NOW);
    return library.letterTo(id + "@example.edu").password();
  }

  private static IssuedCredential credential(String id) {
    return library.stored(id).state().credential().orElseThrow();
  }

  private static JsonNode check(Wiring wiring, String id, String password) {
    return TestLibrary.invoke(
        new CheckCredential(wiring),
        "{'primary_id': '%s', 'password': '%s'}".formatted(id, password));
  }

  private static JsonNode check(String id, String password) {
    return check(library.wiring(), id, password);
  }

  private static void tryWrongPasswords(String id, int tries) {
    for (int i = 0; i < tries; i++) {
      assertThat(library.verdict(id, "wrong" + i)).isEqualTo("WRONG");
    }
  }

  @Test
  void tenWrongPasswords_shouldLockTheCredentialForFifteenMinutes() {
    String password = convert("gus");
    tryWrongPasswords("gus", 9);
    assertThat(library.verdict("gus", password)).isEqualTo("ACCEPTED");
    tryWrongPasswords("gus", 1);

    JsonNode locked = check("gus", password);
    assertThat(locked.path("verdict").asText()).isEqualTo("LOCKED");
    assertThat(locked.path("accepted").booleanValue()).isFalse();
    assertThat(locked.path("locked_until").asText()).isEqualTo("2026-11-22T10:15:00Z");
    assertThat(library.verdict("gus", "wrong")).isEqualTo("LOCKED");
    assertThat(credential("gus").failedTries()).as("while it is locked").isEqualTo(10);

    clock.set(NOW.plus(Duration.ofMinutes(15)).minusMillis(1));
    assertThat(library.verdict("gus", password)).isEqualTo("LOCKED");
    clock.set(NOW.plus(Duration.ofMinutes(15)));
    assertThat(library.verdict("gus", password)).isEqualTo("ACCEPTED");
    tryWrongPasswords("gus", 10);
    assertThat(library.verdict("gus", password)).isEqualTo("LOCKED");
  }

  @Test
  void hundredWrongPasswords_shouldLockTheCredentialUntilANewOne() {
    String password = convert("hal");
    for (int locks = 1; locks <= 10; locks++) {
      tryWrongPasswords("hal", 10);
      clock.set(clock.instant().plus(Duration.ofMinutes(15)));
    }
    assertThat(check("hal", password))
        .hasToString("{\"accepted\":false,\"must_change\":false,\"verdict\":\"LOCKED\"}");
    clock.set(NOW.plus(Duration.ofDays(29)));
    assertThat(library.verdict("hal", password)).isEqualTo("LOCKED");

    library.run(TO_EXTERNAL.formatted("hal"));
    library.run(TO_INTERNAL.formatted("hal"));

    List<String> passwords =
        new ArrayList<>(
            library.lettersTo("hal@example.edu").stream().map(InboxLetter::password).toList());
    passwords.remove(password);
    assertThat(library.verdict("hal", passwords.get(0))).isEqualTo("ACCEPTED");
    assertThat(credential("hal").failedTries()).isZero();
  }

  @Test
  void firstAcceptance_shouldBeRecorded() {
    String password = convert("ivy");
    tryWrongPasswords("ivy", 1);
    assertThat(credential("ivy").used()).isEmpty();

    clock.set(NOW.plusSeconds(60));
    check("ivy", password);
    clock.set(NOW.plusSeconds(120));
    check("ivy", password);

    assertThat(credential("ivy").used()).contains(NOW.plusSeconds(60));
    assertThat(credential("ivy").failedTries()).isEqualTo(1);
  }

  @Test
  void acceptance_shouldCheckTheCountAgain() {
    String password = convert("kim");
    tryWrongPasswords("kim", 9);
    List<Object> writes = new ArrayList<>();
    Wiring raced =
        FaultyClient.forDynamoDb(
            library.wiring(),
            call -> {
              if (isWrite(call) && writes.isEmpty()) {
                writes.add(call);
                tryWrongPasswords("kim", 1);
              }
            });

    assertThat(check(raced, "kim", password).path("verdict").asText()).isEqualTo("LOCKED");
    assertThat(credential("kim").used()).isEmpty();
  }

  @Test
  void parallelTries_shouldNotExceedTheLimit() throws InterruptedException, ExecutionException {
    String password = convert("lea");
    List<Future<String>> answers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int i = 0; i < 60; i++) {
        String typed = "wrong" + i;
        answers.add(threads.submit(() -> library.verdict("lea", typed)));
      }
      List<String> verdicts = new ArrayList<>();
      for (Future<String> answer : answers) {
        verdicts.add(answer.get());
      }
      assertThat(Collections.frequency(verdicts, "WRONG")).isEqualTo(10);
      assertThat(Collections.frequency(verdicts, "LOCKED")).isEqualTo(50);
    } finally {
      threads.shutdown();
    }
    assertThat(credential("lea").failedTries()).isEqualTo(10);
    assertThat(library.verdict("lea", password)).isEqualTo("LOCKED");
  }

  @Test
  void everyVerdict_shouldMakeTheSameCalls() {
    String password = convert("mia");
    String expired = convert("old");
    library.load(Patron.internal("none"), Patron.external("ext"));

    List<String> right = calls("mia", password);
    List<String> wrong = calls("mia", "wrong");
    tryWrongPasswords("mia", 9);
    List<String> locked = calls("mia", password);

    assertThat(right)
        .containsExactly("BatchGetItemRequest", "GenerateMacRequest", "UpdateItemRequest");
    assertThat(wrong).isEqualTo(right);
    assertThat(locked).isEqualTo(right);
    for (String id : List.of("no.such.user", "x".repeat(300), "", "none", "ext", "mlibrarian")) {
      assertThat(calls(id, password)).as(id).isEqualTo(right);
    }
    clock.set(NOW.plus(Duration.ofDays(31)));
    assertThat(calls("old", expired)).isEqualTo(right);
    assertThat(library.users()).doesNotContainKeys("no.such.user", "-");
  }

  /** The calls of AWS that a check makes. */
  private static List<String> calls(String id, String password) {
    List<String> calls = new ArrayList<>();
    Consumer<Object> record = call -> calls.add(call.getClass().getSimpleName());
    Wiring recording =
        FaultyClient.forKms(FaultyClient.forDynamoDb(library.wiring(), record), record);
    check(recording, id, password);
    return calls;
  }

  private static boolean isWrite(Object call) {
    return call.getClass().getSimpleName().equals("UpdateItemRequest");
  }
}
