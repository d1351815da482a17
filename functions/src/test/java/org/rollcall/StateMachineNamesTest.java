package org.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.lambda.FunctionsNotReadyException;
import org.rollcall.notify.ChunkNotification;
import org.rollcall.prepare.JobPreparation;
import org.rollcall.prepare.JobRejectedException;
import org.rollcall.update.ChunkUpdate;

/** The names of classes and fields in the state machines' definitions, which no compiler checks. */
class StateMachineNamesTest {

  private static JsonNode states() throws IOException {
    return states("update-notify-users");
  }

  private static JsonNode states(String definition) throws IOException {
    Path file =
        Path.of(System.getProperty("rollcall.home"), "statemachine", definition + ".asl.json");
    return Json.MAPPER.readTree(Files.readAllBytes(file)).path("States");
  }

  private static JsonNode chunkStates() throws IOException {
    return states().path("Update and notify users").path("ItemProcessor").path("States");
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> snake(component.getName()))
        .toList();
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void caughtError_shouldBeTheNameOfTheException() throws IOException {
    assertThat(states().path("Prepare job").path("Catch"))
        .singleElement()
        .satisfies(
            caught -> {
              assertThat(caught.path("ErrorEquals"))
                  .extracting(JsonNode::textValue)
                  .containsExactly(JobRejectedException.class.getName());
              assertThat(caught.path("Next").textValue()).isEqualTo("Job rejected");
            });
  }

  /** The errors after which a task is retried. */
  private static List<String> retried(JsonNode task) {
    List<String> retried = new ArrayList<>();
    task.path("Retry")
        .forEach(
            retry -> retry.path("ErrorEquals").forEach(error -> retried.add(error.textValue())));
    return retried;
  }

  @Test
  void functions_shouldBeRetriedOnlyAfterErrorsOfLambda() throws IOException {
    List<String> always =
        List.of(
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException");
    List<String> withSnapshot = new ArrayList<>(always);
    withSnapshot.add("Lambda.SnapStartNotReadyException");
    withSnapshot.add("Lambda.SnapStartException");
    withSnapshot.add("Lambda.SnapStartTimeoutException");
    List<String> first = new ArrayList<>(always);
    first.add(FunctionsNotReadyException.class.getName());

    assertThat(retried(states().path("Prepare job"))).containsExactlyElementsOf(first);
    assertThat(retried(chunkStates().path("Update users"))).containsExactlyElementsOf(withSnapshot);
    assertThat(retried(chunkStates().path("Notify users"))).containsExactlyElementsOf(withSnapshot);
    assertThat(retried(states().path("Report job"))).containsExactlyElementsOf(always);
  }

  @Test
  void payloadOfPrepareJob_shouldMatchItsRequest() throws IOException {
    assertThat(keys(states().path("Prepare job").path("Arguments").path("Payload")))
        .containsExactlyInAnyOrderElementsOf(components(JobPreparation.Request.class));
  }

  @Test
  void resultOfPrepareJob_shouldHaveTheFieldsThatTheMapReads() throws IOException {
    JsonNode map = states().path("Update and notify users");
    List<String> read =
        Pattern.compile("\\$states\\.input\\.(\\w+)")
            .matcher(map.path("ItemReader") + " " + map.path("MaxConcurrency") + map.path("Output"))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(read).contains("bucket", "chunks", "max_concurrency", "job_id");
    assertThat(components(JobPreparation.Prepared.class)).containsAll(read);
  }

  @Test
  void itemSelector_shouldMatchTheRequestOfUpdateUser() throws IOException {
    assertThat(keys(states().path("Update and notify users").path("ItemSelector")))
        .containsExactlyInAnyOrderElementsOf(components(ChunkUpdate.Request.class));
  }

  @Test
  void resultOfUpdateUserAndStartTime_shouldMatchTheRequestOfNotifyUser() throws IOException {
    List<String> request = new ArrayList<>(components(ChunkUpdate.Updated.class));
    request.add("started");
    assertThat(components(ChunkNotification.Request.class)).containsExactlyElementsOf(request);
    assertThat(chunkStates().path("Notify users").path("Arguments").path("Payload").asText())
        .contains("$merge([$states.input, {'started': $states.context.Execution.StartTime}])");
    assertThat(
            chunkStates().path("Letters due?").path("Choices").path(0).path("Condition").asText())
        .contains("$states.input." + components(ChunkUpdate.Updated.class).get(2) + " > 0");
  }

  /** The job ID that the state machine for schedules gives to a job. */
  private static String scheduledJobId(Map<String, Object> job) throws IOException {
    String name =
        states("start-scheduled-job").path("Start job").path("Arguments").path("Name").asText();
    var expression = Jsonata.jsonata(name.replaceAll("^\\{%|%}$", ""));
    // Step Functions adds $hash to JSONata. It returns hexadecimal digits.
    expression.registerFunction(
        "hash", new JFunction((input, arguments) -> hash(arguments), "<ss:s>"));
    var frame = expression.createFrame();
    frame.bind("states", Map.of("input", Map.of("due", "2026-11-22T02:30:00Z", "job", job)));
    return (String) expression.evaluate(null, frame);
  }

  private static String hash(List<?> arguments) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance((String) arguments.get(1));
    return HexFormat.of()
        .formatHex(digest.digest(((String) arguments.get(0)).getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "Lapsed accounts, 20261122-023000-lapsed-accounts",
    "' Étudiants (2026)! ', 20261122-023000-tudiants-2026",
    "القسم, 20261122-023000-scheduled",
    ", 20261122-023000-scheduled",
    "a234567890123456789012345678901234567890-and-more,"
        + " 20261122-023000-a234567890123456789012345678901234567890"
  })
  void scheduledJob_shouldBeNamedForItsDueTime(@Nullable String jobName, String beginning)
      throws IOException {
    String jobId = scheduledJobId(jobName == null ? Map.of() : Map.of("job_name", jobName));
    assertThat(jobId).matches(Pattern.quote(beginning) + "-[0-9a-f]{12}");
    assertThat(JobId.parse(jobId)).isPresent();
  }

  @Test
  void scheduledJobs_whichDiffer_shouldHaveDifferentIds() throws IOException {
    List<Map<String, Object>> jobs = new ArrayList<>();
    for (String name :
        List.of(
            "休学者 2026",
            "復学者 2026",
            "休学者",
            "Выпускники",
            "القسم",
            "Reminder to all members of the faculty of arts",
            "Reminder to all members of the faculty of law",
            "Été",
            "Eté",
            "scheduled",
            "Scheduled")) {
      jobs.add(Map.of("job_name", name));
    }
    jobs.add(Map.of());
    jobs.add(Map.of("job_name", "Nightly", "set", "leavers"));
    jobs.add(Map.of("job_name", "Nightly", "set", "arrivals"));
    jobs.add(Map.of("job_name", "Nightly", "set", List.of("leavers")));
    Set<String> ids = new TreeSet<>();
    for (Map<String, Object> job : jobs) {
      ids.add(scheduledJobId(job));
    }
    assertThat(ids).hasSameSizeAs(jobs);
  }

  @Test
  void scheduledJob_whichIsDeliveredTwice_shouldHaveTheSameId() throws IOException {
    assertThat(scheduledJobId(Map.of("job_name", "復学者", "set", "returned")))
        .isEqualTo(scheduledJobId(Map.of("job_name", "復学者", "set", "returned")));
  }

  @Test
  void scheduledJob_whoseNameWasUsed_shouldNotBeStartedAgain() throws IOException {
    JsonNode start = states("start-scheduled-job").path("Start job");
    assertThat(start.path("Catch"))
        .singleElement()
        .satisfies(caught -> assertThat(caught.path("Next").asText()).isEqualTo("Started before"));
    assertThat(start.path("Retry").path(0).path("ErrorEquals"))
        .as("what is caught is not retried")
        .isEqualTo(start.path("Catch").path(0).path("ErrorEquals"));
    assertThat(start.path("Retry").path(0).path("MaxAttempts").asInt(-1)).isZero();
    assertThat(states("start-scheduled-job").path("Started before").path("Type").asText())
        .isEqualTo("Succeed");
  }
}
