package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.DeployedStack;
import org.rollcall.json.Json;
import org.rollcall.local.LambdaService;
import org.rollcall.local.LocalStack;
import org.rollcall.local.endpoint.AwsEndpoint;

/** Jobs that do not end with the command that started them. */
class DeployedRunTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["no.such.user"]},
       "changes": {"user_group": {"value": "ALUMNI"}}}
      """;

  @TempDir static Path temp;
  @AutoClose static LocalStack stack;
  @AutoClose static AwsEnvironment environment;

  @BeforeAll
  static void serve() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
  }

  /** A job that still runs would write into the folder while it is deleted. */
  @AfterAll
  static void stopJobs() {
    stack.stopJobs();
  }

  @Test
  void job_thatIsNoLongerFollowed_shouldContinue() throws IOException {
    JsonNode input =
        Json.MAPPER.readTree(HOME.resolve("events/block-expired-students.json").toFile());
    try (DeployedStack deployed = DeployedStack.open(LocalStack.NAME)) {
      JobRun run = new JobRun(deployed, CommandResult.console());

      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(() -> run.run(input, () -> true))
          .withMessageMatching(
              "the job (\\S+) continues to run\\. To see its report later: ./rollcall report \\1"
                  + " --stack "
                  + LocalStack.NAME
                  + "; to stop it: ./rollcall stop \\1 --stack "
                  + LocalStack.NAME)
          .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.JOB_CONTINUES))
          .satisfies(error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED));
    }
  }

  @Test
  void job_thatIsRunning_shouldNotGetAReport() throws IOException {
    String id = run();

    CommandResult rebuild =
        rebuild(id, "{'job_id': '%s', 'status': 'RUNNING', 'message': 'It is running.'}");

    assertThat(rebuild.exitCode()).isEqualTo(2);
    assertThat(rebuild.err())
        .contains("the job " + id + " is still running", "[JOB_STILL_RUNNING]");
  }

  @Test
  void job_thatWasJustStopped_shouldNotGetAFinalReportYet() throws IOException {
    String id = run();
    String key = "jobs/" + id + "/report.json";
    ObjectNode report = (ObjectNode) Json.MAPPER.readTree(stack.bucket().get(key).orElseThrow());
    report.put("status", "USER_ABORTED").put("provisional_until", "2026-11-22T10:03:00Z");
    stack.bucket().put(key, Json.bytes(report), "application/json");

    CommandResult rebuild = rebuild(id, "{'job_id': '%s', 'status': 'USER_ABORTED'}");

    assertThat(rebuild.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(rebuild.err())
        .contains("Make its report after 2026-11-22T10:03:00Z", "[JOB_STILL_STOPPING]");

    CommandResult later = CommandResult.run("report", id, "--stack", LocalStack.NAME, "--json");
    assertThat(later.json().path("status").asText()).isEqualTo("COMPLETED_WARNING");
    assertThat(later.json().has("provisional_until")).isFalse();
  }

  private static String run() throws IOException {
    Path input = Files.writeString(temp.resolve("job.json"), JOB);
    return CommandResult.run("run", input, "--stack", LocalStack.NAME, "--json")
        .json()
        .path("job_id")
        .asText();
  }

  /** The result of {@code report --rebuild} when the function ReportJob gives an answer. */
  private static CommandResult rebuild(String id, String answer) {
    try (AwsEndpoint lambda = AwsEndpoint.start(0, stack.serve().key())) {
      lambda.addRestService(
          LambdaService.VERSION,
          new LambdaService((function, request) -> Given.json(answer.formatted(id))));
      System.setProperty("aws.endpointUrlLambda", lambda.uri().toString());
      return CommandResult.run("report", id, "--rebuild", "--stack", LocalStack.NAME);
    } finally {
      System.clearProperty("aws.endpointUrlLambda");
    }
  }
}
