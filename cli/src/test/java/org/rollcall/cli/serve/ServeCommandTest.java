package org.rollcall.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.RollcallProcess;
import org.rollcall.json.Json;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** {@code ./rollcall serve}, and programs that use the served stack. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeCommandTest {

  private static final String ENVIRONMENT = "serve.env";

  @TempDir Path temp;

  @Test
  void stack_shouldRunAJobOfAnotherProgramAndRecordItsDeliveries() {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    try (Served served = Served.start(leavers.folder());
        SfnClient states = served.client(SfnClient.builder(), "AWS_ENDPOINT_URL");
        S3Client s3 = served.client(S3Client.builder(), "AWS_ENDPOINT_URL_S3")) {
      served.startJob(states, "leavers-1");
      while (served.isAlive() && served.status(states, "leavers-1") == ExecutionStatus.RUNNING) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(served.status(states, "leavers-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
      Bucket bucket = new Bucket(s3, "rollcall");
      assertThat(bucket.get("jobs/leavers-1/report.json")).isPresent();
      int letters = LeaversFolder.COUNT - 2 * LeaversFolder.COUNT / 10;
      while (served.isAlive() && bucket.list("jobs/leavers-1/deliveries/").size() < letters) {
        LockSupport.parkNanos(1_000_000);
      }

      CommandResult ended = served.end();

      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(notes(ended)).isEmpty();
      assertThat(leavers.folder().resolve("mail-events")).isEmptyDirectory();
      assertThat(leavers.folder().resolve(ENVIRONMENT)).doesNotExist();
      assertThat(leavers.folder().resolve("sam-template.json")).doesNotExist();
    }
  }

  @Test
  void stack_thatIsStoppedDuringAJob_shouldFinishItsWorkInProgressAndNameTheReportCommand()
      throws IOException {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    // The send rate is low, so that the job is still running when the stack is stopped.
    Files.writeString(leavers.folder().resolve("ses.json"), "{\"max_send_rate\": 10}");
    try (Served served = Served.start(leavers.folder());
        SfnClient states = served.client(SfnClient.builder(), "AWS_ENDPOINT_URL")) {
      served.startJob(states, "leavers-1");
      while (served.isAlive() && leavers.progress() < 40) {
        LockSupport.parkNanos(1_000_000);
      }

      CommandResult ended = served.end();

      assertThat(ended.exitCode()).isZero();
      assertThat(notes(ended))
          .containsExactly(
              "Stopped the job leavers-1. To make its report: ./rollcall report leavers-1 --rebuild"
                  + " --data "
                  + leavers.folder());
    }
    assertThat(leavers.lettersInProgress()).as("letters in progress").isZero();
    CommandResult report =
        CommandResult.run("report", "leavers-1", "--rebuild", "--json", "--data", leavers.folder());
    assertThat(report.json().path("status").asText()).isEqualTo("USER_ABORTED");
  }

  @Test
  void stack_withADamagedExecution_shouldNameItAndRecordDeliveries() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    Path events = data.resolve("mail-events");
    try (Served served = Served.start(data)) {
      Path broken = Files.createDirectory(data.resolve("executions/broken"));
      Files.writeString(broken.resolve("execution.json"), "{");
      addEvent(data, "first");
      while (served.isAlive() && Files.exists(events.resolve("first.json"))) {
        LockSupport.parkNanos(1_000_000);
      }
      // The events were just recorded; the next regular recording is in two seconds.
      addEvent(data, "last");

      CommandResult ended = served.end();

      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.err()).contains("broken/execution.json is damaged", "[FILE_DAMAGED]");
      assertThat(events).isEmptyDirectory();
    }
  }

  /** Writes a sent letter with a pending event. */
  private static void addEvent(Path data, String id) throws IOException {
    Files.writeString(data.resolve("inbox").resolve(id + ".eml"), "Subject: Hello\r\n\r\n");
    Files.writeString(data.resolve("mail-events").resolve(id + ".json"), "[]");
  }

  @Test
  void guide_shouldBeTheSameAsTextAndJsonAndNotContainTheKey() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    List<String> text;
    try (Served served = Served.start(data)) {
      text = served.end().lines();
    }
    try (Served served = Served.start(data, "--json")) {
      JsonNode json = served.json();
      Map<String, String> environment = served.environment();

      assertThat(json.path("stack").asText()).isEqualTo("rollcall-local");
      assertThat(json.path("services").asText()).isEqualTo(environment.get("AWS_ENDPOINT_URL"));
      assertThat(json.path("s3").asText()).isEqualTo(environment.get("AWS_ENDPOINT_URL_S3"));
      assertThat(text)
          .contains(". " + json.path("environment").asText(), json.path("run").asText());
      assertThat(json.path("run").asText()).endsWith("--stack rollcall-local");
      assertThat(json.path("invoke")).hasSizeGreaterThan(6);
      assertThat(text.stream().filter(line -> line.startsWith("sam local invoke ")))
          .containsExactlyElementsOf(
              Json.MAPPER.convertValue(json.path("invoke"), new TypeReference<List<String>>() {}));

      String template = Files.readString(data.resolve("sam-template.json"));
      String overrides = Files.readString(data.resolve("sam-environment.json"));
      assertThat(template + overrides + json)
          .doesNotContain(environment.get("AWS_ACCESS_KEY_ID"))
          .doesNotContain(environment.get("AWS_SECRET_ACCESS_KEY"));
      assertThat(Json.MAPPER.readTree(template).at("/Globals/Function/Environment/Variables"))
          .isEqualTo(Json.MAPPER.readTree(overrides).path("Parameters"));
    }
  }

  @Test
  void lambdaEndpoint_shouldBeInTheGuideAndRefuseJobsWhileItDoesNotRespond() throws IOException {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    int port = closedPort();
    String url = "http://127.0.0.1:" + port;
    try (Served served = Served.start(leavers.folder(), "--json", "--lambda-endpoint", url);
        SfnClient states = served.client(SfnClient.builder(), "AWS_ENDPOINT_URL")) {
      String command = served.json().path("start_lambda").asText();
      assertThat(command).startsWith("sam local start-lambda ").contains(" --port " + port);
      assertThat(served.json().path("invoke").get(0).asText())
          .endsWith(command.replaceAll(".*(--template \\S+ --env-vars \\S+).*", "$1"));
      assertThatExceptionOfType(SfnException.class)
          .isThrownBy(() -> served.startJob(states, "leavers-1"))
          .withMessageContaining("nothing was changed: the Lambda endpoint " + url);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void lambdaEndpoint_thatIsNotAUrl_shouldBeRefused() {
    for (String url : List.of("127.0.0.1:3001", "http://127.0.0.1:3001/functions", "")) {
      CommandResult command =
          CommandResult.runOnly("serve", "--lambda-endpoint", url, "--data", temp.resolve("data"));

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("[LAMBDA_ENDPOINT_INVALID]");
    }
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void folder_thatIsServed_shouldBeRefusedWithAWayToUseIt() {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    try (Served served = Served.start(data)) {
      CommandResult other = CommandResult.run("ls", "--data", data);

      assertThat(served.isAlive()).isTrue();
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.err())
          .contains("is in use by ./rollcall serve")
          .contains(". " + data.resolve(ENVIRONMENT))
          .contains("--stack rollcall-local");
    }
    assertThat(CommandResult.run("ls", "--data", data).exitCode()).isZero();
  }

  @Test
  void port_thatIsTaken_shouldBeRefusedWithTheReason() throws IOException {
    for (int before : List.of(0, 1)) {
      try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = other.getLocalPort() - before;

        CommandResult command =
            CommandResult.run("serve", "--port", port, "--data", temp.resolve("data"));

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err())
            .contains(
                "the port "
                    + port
                    + " or the one after it is not available (Address already in use")
            .contains("[PORT_UNAVAILABLE]");
      }
    }
  }

  @Test
  void port_outOfRange_shouldBeRefused() {
    for (int port : List.of(-1, 65_535)) {
      CommandResult command =
          CommandResult.runOnly("serve", "--port", port, "--data", temp.resolve("data"));

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("--port must be a number from 0 to 65534 [PORT_INVALID]");
    }
    assertThat(temp.resolve("data")).doesNotExist();
  }

  /** The command's notes, without the note about a missing jar. */
  private static List<String> notes(CommandResult ended) {
    return ended.err().lines().filter(note -> !note.startsWith("sam local needs")).toList();
  }

  /** The command in another process. */
  private record Served(RollcallProcess process, Path folder) implements AutoCloseable {

    /** Starts the command on free ports, and waits until it has printed the guide. */
    static Served start(Path folder, String... more) {
      Object[] arguments = new Object[5 + more.length];
      List<Object> common = List.of("serve", "--port", 0, "--data", folder);
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = i < common.size() ? common.get(i) : more[i - common.size()];
      }
      RollcallProcess process = RollcallProcess.start("", arguments);
      while (process.isAlive() && !hasPrintedGuide(process.out())) {
        LockSupport.parkNanos(1_000_000);
      }
      return new Served(process, folder);
    }

    private static boolean hasPrintedGuide(String out) {
      return out.endsWith("\n")
          && out.contains("start-job.json")
          && (!out.startsWith("{") || out.endsWith("}\n"));
    }

    boolean isAlive() {
      return process.isAlive();
    }

    JsonNode json() {
      return Json.read(process.out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    CommandResult end() {
      process.terminate();
      return process.await();
    }

    /** The variables in the environment file. */
    Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>();
      try {
        for (String line : Files.readAllLines(folder.resolve(ENVIRONMENT))) {
          if (line.startsWith("export ")) {
            int equals = line.indexOf('=');
            environment.put(line.substring("export ".length(), equals), line.substring(equals + 1));
          }
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      return environment;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
        B builder, String address) {
      Map<String, String> environment = environment();
      return builder
          .endpointOverride(URI.create(environment.getOrDefault(address, "")))
          .region(Region.of(environment.getOrDefault("AWS_REGION", "")))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(
                      environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                      environment.getOrDefault("AWS_SECRET_ACCESS_KEY", ""))))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();
    }

    void startJob(SfnClient states, String name) {
      states.startExecution(
          request -> request.stateMachineArn(machine(states)).name(name).input(LeaversFolder.JOB));
    }

    ExecutionStatus status(SfnClient states, String name) {
      String arn = machine(states).replace(":stateMachine:", ":execution:") + ":" + name;
      return states.describeExecution(request -> request.executionArn(arn)).status();
    }

    private static String machine(SfnClient states) {
      return states.listStateMachines().stateMachines().get(0).stateMachineArn();
    }

    @Override
    public void close() {
      process.kill();
      process.await();
    }
  }
}
