package org.rollcall.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.report.CurrentReport;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.JobProgress;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** {@code run} and {@code report} when calls to a stack fail. */
class StackOutageTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["%s"]},
       "changes": {"account_type": {"value": "INTERNAL"}}, "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  @TempDir static Path temp;
  static LocalStack local;

  private final StringWriter notes = new StringWriter();
  private final Console console = CommandResult.console(notes);

  @BeforeAll
  static void fill() {
    local = LocalStack.open(temp.resolve("data"), HOME);
    local.fill(true);
  }

  @AfterAll
  static void close() {
    local.close();
  }

  /** A stack in which some methods are replaced, and whose jobs continue without the command. */
  private static Stack stack(Map<String, Supplier<Object>> replaced) {
    Stack folder = new FolderStack(local, " --stack unsteady");
    return (Stack)
        Proxy.newProxyInstance(
            Stack.class.getClassLoader(),
            new Class<?>[] {Stack.class},
            (proxy, method, arguments) -> {
              if (replaced.containsKey(method.getName())) {
                return replaced.get(method.getName()).get();
              }
              if (method.getName().equals("isEphemeral")) {
                return false;
              }
              try {
                return method.invoke(folder, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** A Step Functions client that fails some times before it describes an execution. */
  private static final class FailingClient implements SfnClient {

    private final RuntimeException failure;
    private int failures;

    FailingClient(RuntimeException failure, int failures) {
      this.failure = failure;
      this.failures = failures;
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      if (failures-- > 0) {
        throw failure;
      }
      return local.stepFunctions().describeExecution(request);
    }

    @Override
    public String serviceName() {
      return "states";
    }

    @Override
    public void close() {}
  }

  private static JsonNode job(String member) {
    return Json.read(JOB.formatted(member).getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }

  @Test
  void outage_shouldNotEndTheCommand() throws JobRefusedException {
    FailingClient states = new FailingClient(SdkClientException.create("no connection"), 3);
    JobRun run = new JobRun(stack(Map.of("states", () -> states)), console);

    Report report = run.run(job("amelie.daubigne.0172"), () -> false);

    assertThat(report.counters().updated()).isOne();
  }

  @Test
  void execution_thatMayNotBeRead_shouldNameTheReportCommand() {
    AwsServiceException expired =
        SfnException.builder()
            .statusCode(400)
            .awsErrorDetails(details("ExpiredTokenException", "expired"))
            .build();
    FailingClient states = new FailingClient(expired, 1);
    JobRun run = new JobRun(stack(Map.of("states", () -> states)), console);

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> run.run(job("no.such.user"), () -> false))
        .withMessageMatching(
            "the status of the job (\\S+) cannot be read \\(your AWS credentials have expired\\."
                + " .*\\); the job continues to run\\. To see its report later: ./rollcall report"
                + " \\1 --stack unsteady")
        .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.JOB_NOT_FOLLOWED));
  }

  /** A Step Functions client for which every execution has a status. */
  private static SfnClient withStatus(ExecutionStatus status) {
    DescribeExecutionResponse execution =
        DescribeExecutionResponse.builder().status(status).build();
    return (SfnClient)
        Proxy.newProxyInstance(
            SfnClient.class.getClassLoader(),
            new Class<?>[] {SfnClient.class},
            (proxy, method, arguments) -> execution);
  }

  @Test
  void run_thatIsInterrupted_shouldSayThatTheJobContinues() {
    JobProgress noProgress = Optional::empty;
    StartedJob started = new StartedJob(new JobId("endless"), "arn:endless");
    SfnClient states = withStatus(ExecutionStatus.RUNNING);
    JobRun run =
        new JobRun(
            stack(
                Map.of(
                    "states", () -> states, "start", () -> started, "progress", () -> noProgress)),
            console);
    try {
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(
              () ->
                  run.run(
                      job("no.such.user"),
                      () -> {
                        Thread.currentThread().interrupt();
                        return false;
                      }))
          .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.RUN_INTERRUPTED));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void job_thatWasStoppedEarly_shouldChangeNothing() {
    StartedJob started = new StartedJob(new JobId("early"), "arn:early");
    SfnClient states = withStatus(ExecutionStatus.ABORTED);
    JobRun run = new JobRun(stack(Map.of("states", () -> states, "start", () -> started)), console);

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> run.run(job("no.such.user"), () -> false))
        .satisfies(error -> assertThat(error.code()).isEqualTo(CommandError.JOB_STOPPED_EARLY));
  }

  @Test
  void report_thatMayNotBeRebuilt_shouldBeShownAsItIs() throws JobRefusedException {
    Stack folder = new FolderStack(local, "");
    JobId id = new JobRun(folder, console).run(job("aarav.patel.0073"), () -> false).jobId();
    String key = "jobs/" + id + "/report.json";
    ObjectNode older = Json.read(folder.bucket().get(key).orElseThrow(), ObjectNode.class);
    ((ObjectNode) older.path("counters")).put("letters_delivered", 0);
    older.put("delivery_events", 0);
    folder.bucket().put(key, Json.bytes(older), "application/json");
    Stack stack =
        stack(
            Map.of(
                "buildReport",
                () -> {
                  throw LambdaException.builder()
                      .statusCode(403)
                      .awsErrorDetails(details("AccessDeniedException", "no lambda:InvokeFunction"))
                      .build();
                }));

    Report report = new CurrentReport(stack, console).read(id).orElseThrow();

    assertThat(report.counters().lettersDelivered()).isZero();
    assertThat(notes.toString())
        .contains(
            "Warning: the report does not contain the delivery events and retries since it was made: ",
            "no lambda:InvokeFunction",
            "[ACCESS_DENIED]",
            "[REPORT_NOT_UPDATED]");
    assertThat(
            new CurrentReport(folder, console).read(id).orElseThrow().counters().lettersDelivered())
        .isOne();
  }
}
