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
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.report.CurrentReport;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.Stack;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.report.Report;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Commands on a stack that is not always to be had, or not for everything. */
class StackOutageTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["%s"]},
       "changes": {"account_type": {"value": "INTERNAL"}}, "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  @TempDir static Path temp;
  static LocalStack local;

  private final StringWriter said = new StringWriter();
  private final Console console = CommandResult.console(said);

  @BeforeAll
  static void fill() {
    local = LocalStack.open(temp.resolve("data"), HOME);
    local.fill(true);
  }

  @AfterAll
  static void close() {
    local.close();
  }

  /** A stack that does some things in another way, and whose jobs live on without its programs. */
  private static Stack deployed(Map<String, Supplier<Object>> others) {
    Stack folder = new FolderStack(local, " --stack unsteady");
    return (Stack)
        Proxy.newProxyInstance(
            Stack.class.getClassLoader(),
            new Class<?>[] {Stack.class},
            (proxy, method, arguments) -> {
              if (others.containsKey(method.getName())) {
                return others.get(method.getName()).get();
              }
              if (method.getName().equals("endsJobs")) {
                return false;
              }
              try {
                return method.invoke(folder, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** Step Functions that fails some times before it says how an execution is. */
  private static final class Failing implements SfnClient {

    private final RuntimeException failure;
    private int times;

    Failing(RuntimeException failure, int times) {
      this.failure = failure;
      this.times = times;
    }

    @Override
    public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
      if (times-- > 0) {
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

  @Test
  void outage_shouldNotEndTheFollowingOfAJobThatGoesOn() {
    Failing states = new Failing(SdkClientException.create("the line is dead"), 3);
    Stack stack = deployed(Map.of("states", () -> states));

    JobRun.Result ended = new JobRun(stack).run(job("amelie.daubigne.0172"), console, () -> false);

    assertThat(ended)
        .isInstanceOfSatisfying(
            JobRun.Reported.class,
            reported -> assertThat(reported.report().counters().updated()).isOne());
  }

  @Test
  void refusalToShowAJob_shouldSayHowToGetItsReport() {
    Failing states =
        new Failing(
            SfnException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ExpiredTokenException")
                        .errorMessage("expired")
                        .build())
                .build(),
            1);
    JobRun run = new JobRun(deployed(Map.of("states", () -> states)));

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> run.run(job("no.such.user"), console, () -> false))
        .withMessageMatching(
            "the job (\\S+) was started and goes on, but cannot be followed: your AWS credentials"
                + " have expired\\. .* Its report will be there by ./rollcall report \\1 --stack"
                + " unsteady");
  }

  @Test
  void reportThatMayNotBeMadeAgain_shouldBeShownAsItWasMade() {
    Stack plain = new FolderStack(local, "");
    JobRun.Result ended = new JobRun(plain).run(job("aarav.patel.0073"), console, () -> false);
    String id = ((JobRun.Reported) ended).report().jobId();
    String key = "jobs/" + id + "/report.json";
    ObjectNode older = Json.read(plain.bucket().get(key).orElseThrow(), ObjectNode.class);
    ((ObjectNode) older.path("counters")).put("letters_delivered", 0);
    plain.bucket().put(key, Json.bytes(older), "application/json");
    Stack stack =
        deployed(
            Map.of(
                "report",
                () -> {
                  throw LambdaException.builder()
                      .statusCode(403)
                      .awsErrorDetails(
                          AwsErrorDetails.builder()
                              .errorCode("AccessDeniedException")
                              .errorMessage("no lambda:InvokeFunction")
                              .build())
                      .build();
                }));

    Report report = new CurrentReport(stack, console).read(id).orElseThrow();

    assertThat(report.counters().lettersDelivered()).isZero();
    assertThat(said.toString())
        .contains("What was heard of letters since", "no lambda:InvokeFunction");
    assertThat(
            new CurrentReport(plain, console).read(id).orElseThrow().counters().lettersDelivered())
        .isOne();
  }
}
