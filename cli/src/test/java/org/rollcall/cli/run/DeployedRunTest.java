package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.report.ReportRebuild;
import org.rollcall.cli.stack.DeployedStack;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Report;
import org.rollcall.report.Status;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs that do not end with the command that started them. */
class DeployedRunTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["no.such.user"]},
       "changes": {"user_group": {"value": "ALUMNI"}}}
      """;

  @TempDir static Path temp;
  static LocalStack stack;
  static AwsEnvironment environment;

  @BeforeAll
  static void serve() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
  }

  @AfterAll
  static void close() {
    environment.close();
    stack.close();
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
                  + "; to stop it: aws stepfunctions stop-execution --execution-arn \\S+:\\1")
          .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.JOB_CONTINUES))
          .satisfies(error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED));
    }
  }

  @Test
  void job_thatWasJustStopped_shouldNotGetAReportYet() throws IOException {
    Path input = Files.writeString(temp.resolve("job.json"), JOB);
    String id =
        CommandResult.run("run", input, "--stack", LocalStack.NAME, "--json")
            .json()
            .path("job_id")
            .asText();
    Instant stopped = Instant.now();
    try (DeployedStack deployed = DeployedStack.open(LocalStack.NAME)) {
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(
              () ->
                  new ReportRebuild(deployed, StoppedExecution.of(id, stopped)).run(new JobId(id)))
          .withMessageContaining(
              stopped.plusSeconds(180).truncatedTo(ChronoUnit.SECONDS).toString())
          .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.JOB_STILL_STOPPING))
          .satisfies(error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED));

      SfnClient later = StoppedExecution.of(id, stopped.minusSeconds(181));
      assertThat(new ReportRebuild(deployed, later).run(new JobId(id)))
          .extracting(Report::status)
          .isEqualTo(Status.USER_ABORTED);
    }
  }

  /** A Step Functions client for which every execution was stopped. */
  private record StoppedExecution(DescribeExecutionResponse execution) implements SfnClient {

    static StoppedExecution of(String id, Instant stopped) {
      return new StoppedExecution(
          DescribeExecutionResponse.builder()
              .name(id)
              .status(ExecutionStatus.ABORTED)
              .stopDate(stopped)
              .build());
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      return execution;
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }
}
