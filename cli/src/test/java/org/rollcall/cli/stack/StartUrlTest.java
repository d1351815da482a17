package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.console.Operators;
import org.rollcall.lambda.StartJob;
import org.rollcall.local.CloudFormationService;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code rollcall run} on a stack that starts jobs by a function URL. */
class StartUrlTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String MLIBRARIAN = "arn:aws:iam::000000000000:user/mlibrarian";

  @TempDir static Path temp;
  static LocalStack stack;
  static ServedStack served;
  static FunctionUrlServer url;
  static AwsEndpoint cloudFormation;
  static AwsEnvironment environment;
  static Map<String, String> outputs;

  @BeforeAll
  static void serve() throws IOException {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    served = stack.serve();
    url = FunctionUrlServer.start(new StartJob(stack.wiring()), served.key().id(), MLIBRARIAN);
    environment = AwsEnvironment.of(served);
    outputs = outputs();
    cloudFormation = AwsEndpoint.start(0, served.key());
    System.setProperty("aws.endpointUrlCloudFormation", cloudFormation.uri().toString());
    announce(url);
  }

  /** Makes the URL the stack's only way to start jobs. */
  private static void announce(FunctionUrlServer start) {
    announce(start.url(), "REQUIRED");
  }

  private static void announce(String start, String byIdentity) {
    outputs.put("StartUrl", start);
    cloudFormation.addQueryService(
        CloudFormationService.VERSION,
        new CloudFormationService("guarded", Map.of("StartJobsByIdentity", byIdentity), outputs));
  }

  private static Map<String, String> outputs() {
    try (CloudFormationClient client = CloudFormationClient.create()) {
      Stack described = client.describeStacks(of -> of.stackName(LocalStack.NAME)).stacks().get(0);
      Map<String, String> found = new HashMap<>();
      for (Output output : described.outputs()) {
        found.put(output.outputKey(), output.outputValue());
      }
      return found;
    }
  }

  @AfterAll
  static void close() {
    System.clearProperty("aws.endpointUrlCloudFormation");
    environment.close();
    cloudFormation.close();
    url.close();
    stack.close();
  }

  private static CommandResult run(String input) throws IOException {
    Path file = Files.writeString(temp.resolve("job.json"), Given.jsonText(input));
    return CommandResult.run("run", file, "--stack", "guarded");
  }

  @Test
  void job_shouldBeStartedInTheNameOfTheCaller() throws IOException {
    CommandResult run =
        run(
            """
            {'job_name': 'Mine', 'set': {'members': ['amelie.daubigne.0172']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("1  updated").containsPattern("Job      \\d{8}-\\d{6}-mine-");
    String id = run.out().replaceFirst("(?s).*Job      (\\S+) .*", "$1");
    CommandResult report =
        CommandResult.run("get", "jobs/" + id + "/report.json", "--stack", "guarded");
    assertThat(report.json().path("initiated_by").asText()).isEqualTo("mlibrarian");
  }

  @Test
  void job_inTheNameOfAnotherUser_shouldBeRejected() throws IOException {
    CommandResult run =
        run(
            """
            {'initiated_by': 'uadmin', 'set': {'members': ['amelie.daubigne.0172']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("The job was rejected, and nothing was changed:", "initiated_by: ");
  }

  @Test
  void caller_withoutTheRight_shouldBeDenied() throws IOException {
    try (FunctionUrlServer foreign =
        FunctionUrlServer.start(new StartJob(stack.wiring()), "ANOTHERKEY", MLIBRARIAN)) {
      announce(foreign);

      CommandResult run = run("{'set': 'leavers'}");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("rollcall: AWS does not allow you to call the stack's StartUrl: Forbidden.")
          .contains("[START_URL_DENIED]");
    } finally {
      announce(url);
    }
  }

  @Test
  void url_thatIsOptional_shouldBeUsedForJobsWithoutAnInitiator() throws IOException {
    String named =
        """
        {'initiated_by': 'uadmin', 'set': {'members': ['no.such.user']},
         'changes': {'user_group': {'value': 'ALUMNI'}}}
        """;
    try {
      announce(url.url(), "POSSIBLE");

      assertThat(run(named).exitCode())
          .as("in the name of another user, with Step Functions")
          .isZero();
      CommandResult unnamed = run(named.replace("'initiated_by': 'uadmin', ", ""));
      assertThat(unnamed.exitCode()).as(unnamed.err()).isZero();
    } finally {
      announce(url);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502 | Internal Server Error | the stack's function StartJob failed with status 502:"
            + " Internal Server Error.",
        "503 | {\"errors\": [{\"path\": \"\", \"message\": \"too busy\"}]} | the stack's function"
            + " StartJob reports: too busy",
        "504 | {\"errors\": [{\"path\": \"\", \"message\": \"look first\"}]} | the stack's"
            + " function StartJob reports: look first",
        "403 | {\"Message\": \"Forbidden\"} | AWS does not allow you to call the stack's StartUrl:"
            + " Forbidden."
      })
  void response_ofAFailingFunction_shouldBeReported(int status, String body, String message)
      throws IOException {
    try (FixedResponseServer server = FixedResponseServer.of(status, body)) {
      announce(server.url(), "REQUIRED");

      CommandResult run = run("{'set': 'leavers'}");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).startsWith("rollcall: " + message);
    } finally {
      announce(url);
    }
  }

  @Test
  void connection_thatBreaks_shouldNotStartAJobTwice() throws IOException {
    try (FixedResponseServer server = FixedResponseServer.withoutResponse()) {
      announce(server.url(), "REQUIRED");

      CommandResult run = run("{'set': 'leavers'}");

      assertThat(server.requests()).isEqualTo(1);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("it is unknown whether the job was started", "[START_URL_NO_RESPONSE]");
    } finally {
      announce(url);
    }
  }

  @Test
  void operatorOfTheConsole_shouldBeTheUserOfTheCaller() {
    cloudFormation.addQueryService(
        "2011-06-15", (action, parameters) -> Map.of("Arn", MLIBRARIAN, "Account", "0"));
    System.setProperty("aws.endpointUrlSts", cloudFormation.uri().toString());
    try (DeployedStack guarded = DeployedStack.open("guarded")) {
      assertThat(new Operators(guarded).known(Optional.empty()))
          .contains(PrimaryId.of("mlibrarian"));
    } finally {
      System.clearProperty("aws.endpointUrlSts");
    }
  }

  @Test
  void operatorOfTheConsole_withoutARecord_shouldBeRefused() {
    CommandResult console = CommandResult.run("console", "--stack", "guarded");

    assertThat(console.exitCode()).isEqualTo(2);
    assertThat(console.err()).contains("user/rollcall-local", "[NO_USER_FOR_CALLER]");
  }

  @Test
  void operatorOfTheConsole_shouldNotBeGiven() {
    CommandResult console = CommandResult.run("console", "--as", "uadmin", "--stack", "guarded");

    assertThat(console.exitCode()).isEqualTo(2);
    assertThat(console.err()).contains("Start the console without --as. [OPERATOR_IS_IDENTITY]");
  }
}
