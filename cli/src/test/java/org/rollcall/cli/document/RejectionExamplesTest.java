package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cli.stack.JobErrors;
import org.rollcall.cli.userfile.UserFileError;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.local.LocalStack;
import org.rollcall.local.StackSettings;
import org.rollcall.local.admin.RecordError;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.prepare.JobPreparation;
import org.rollcall.prepare.JobRejectedException;
import org.rollcall.start.Executions;

/** Jobs with the examples in {@code docs/errors.md} are rejected with the code of the row. */
class RejectionExamplesTest {

  /** Their examples are files to load. */
  private static final Set<Class<?>> LOAD_ERRORS = Set.of(UserFileError.class, RecordError.class);

  @TempDir static Path temp;
  static LocalStack stack;

  @BeforeAll
  static void fill() {
    stack = LocalStack.open(temp.resolve("data"), Path.of(System.getProperty("rollcall.home")));
    stack.fill(true);
    for (String part : List.of("subject.txt", "body.html", "body.txt")) {
      put("letters/REMINDER/en/" + part, "Hello".getBytes(StandardCharsets.UTF_8));
    }
    put("letters/REMINDER/letter.json", "{}".getBytes(StandardCharsets.UTF_8));
    prepare(ErrorExample.parse("the name `graduation-2026`"), "2026-06-30T10:00:00Z");
    prepare(
        ErrorExample.parse(
            "the name `test-2026`,"
                + " `\"notify\": {\"type\": \"ACCOUNT_UPDATED\", \"test_to\": \"me@example.edu\"}`"),
        "2026-06-30T10:00:00Z");
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  static List<ErrorRow> rejections() {
    return ErrorsDocument.generate().rows().stream()
        .filter(row -> row.hasExample() && !row.isCommand())
        .filter(row -> !LOAD_ERRORS.contains(row.code().getClass()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void example_shouldBeRejectedWithItsCodeOnly(ErrorRow row) {
    ErrorExample example = ErrorExample.parse(row.example());
    Map<String, Optional<byte[]>> before = new LinkedHashMap<>();
    try {
      example.objects().forEach((key, content) -> replace(key, content, before));

      List<Fault> errors = prepare(example, "2026-11-22T10:00:00Z");

      if (errors.isEmpty()) {
        // Otherwise, the next examples would be accepted as the same job.
        delete("jobs/" + example.jobName() + "/job.json");
      }
      // A count of more errors comes after the listed errors.
      boolean isCount = row.message().contains("more errors");
      assertThat(errors).as("errors").hasSizeGreaterThan(isCount ? 1 : 0);
      assertThat(isCount ? errors.subList(errors.size() - 1, errors.size()) : errors)
          .extracting(Fault::code)
          .as("%s", errors)
          .containsExactly(row.code().name());
    } finally {
      before.forEach((key, content) -> replace(key, content, new LinkedHashMap<>()));
    }
  }

  /** The errors for which a job is rejected; empty if it is accepted. */
  private static List<Fault> prepare(ErrorExample example, String started) {
    Wiring wiring = stack.wiring();
    try {
      new JobPreparation(
              wiring.users(),
              wiring.bucket(),
              new Mailer(wiring.ses(), Optional.empty()),
              () -> new Executions(wiring.stepFunctions().get(), stack.stateMachineArn()),
              new JobPreparation.Rules(
                  Optional.of(StackSettings.SENDER),
                  StackSettings.CREDENTIAL_LIFETIME,
                  (int) StackSettings.LINK_LIFETIME.toHours(),
                  1,
                  1,
                  14,
                  180,
                  example.policy()))
          .prepare(
              new JobPreparation.Request(
                  example.jobName(), Instant.parse(started), example.input()));
      return List.of();
    } catch (JobRejectedException e) {
      return JobErrors.read(String.valueOf(e.getMessage()));
    }
  }

  /** Puts or deletes objects, or loads a user, and keeps the previous content. */
  private static void replace(
      String key, Optional<byte[]> content, Map<String, Optional<byte[]>> before) {
    if (key.startsWith("users.")) {
      JsonNode user = Json.read(content.orElseThrow(), JsonNode.class);
      stack.userAdministration().load(List.of(RecordIntake.take(user)));
    } else if (key.endsWith("/")) {
      stack.bucket().list(key).forEach(each -> replace(each, content, before));
    } else {
      before.putIfAbsent(key, stack.bucket().get(key));
      content.ifPresentOrElse(bytes -> put(key, bytes), () -> delete(key));
    }
  }

  private static void put(String key, byte[] content) {
    stack.bucket().put(key, content, "application/octet-stream");
  }

  private static void delete(String key) {
    stack.wiring().s3().deleteObject(request -> request.bucket(stack.bucket().name()).key(key));
  }
}
