package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.cli.CommandResult.onStack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandException;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.local.CloudFormationService;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.print.PrintRequest;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** {@code --stack}: the commands on a stack that is served at AWS endpoints. */
class StackOptionTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String NAME = LocalStack.NAME;

  @TempDir static Path temp;
  @AutoClose static LocalStack stack;
  @AutoClose static AwsEnvironment environment;

  @BeforeAll
  static void serve() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
  }

  private static Path job(String name, String input) throws IOException {
    return Files.writeString(temp.resolve(name), Given.jsonText(input));
  }

  @Test
  void run_shouldFollowTheExecutionAndPrintItsReport() throws IOException {
    Path input =
        job(
            "run.json",
            """
            {'job_name': 'Two of us', 'initiated_by': 'mlibrarian',
             'set': {'members': ['aarav.patel.0073', 'no.such.user']},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    CommandResult run = onStack("run", input);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Started the job ");
    assertThat(run.out())
        .contains("COMPLETED_WARNING", "1  passwords reset", "1  letters sent", "1  not found")
        .containsPattern("Report   s3://rollcall/jobs/\\S+/report\\.html")
        .doesNotContain("Letters  ", temp.toString());
    assertThat(stack.users().find(PrimaryId.of("aarav.patel.0073")))
        .hasValueSatisfying(
            user -> assertThat(user.user().code("account_type")).contains("INTERNAL"));
    CommandResult again = onStack("run", input, "--json");
    assertThat(again.json().at("/counters/unchanged").asInt()).isOne();
  }

  @Test
  void run_ofARejectedJob_shouldPrintItsErrors() throws IOException {
    CommandResult run =
        onStack("run", job("bad.json", "{'initiated_by': 'mlibrarian', 'sett': 'x'}"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("sett: unknown key; did you mean \"set\"? [UNKNOWN_KEY]");
  }

  @Test
  void objects_shouldBeReadFromAndPutIntoTheBucket() throws IOException {
    Path set = Files.writeString(temp.resolve("two.csv"), "primary_id\nmlibrarian\nuadmin\n");
    assertThat(onStack("put", "sets/two.csv", set).exitCode()).isZero();
    assertThat(onStack("get", "sets/two.csv").out()).isEqualTo(Files.readString(set));
    Path copy = temp.resolve("copy.csv");
    assertThat(onStack("get", "sets/two.csv", copy).exitCode()).isZero();
    assertThat(copy).hasSameTextualContentAs(set);
    assertThat(onStack("ls", "sets/two").lines()).containsExactly("sets/two.csv");
    CommandResult none = onStack("get", "sets/tow.csv");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no object has the key sets/tow.csv; did you mean");
  }

  @Test
  void usersAndLetters_shouldBeReadFromTheStack() throws IOException {
    Path users =
        Files.writeString(
            temp.resolve("users.json"),
            "{\"primary_id\": \"zoe.new\", \"account_type\": \"EXTERNAL\", \"last_name\": \"Zoé\"}");

    assertThat(onStack("load", users).out()).isEqualTo("Loaded 1 user.\n");
    assertThat(onStack("user", "ZOE.NEW").json().path("last_name").asText()).isEqualTo("Zoé");
    assertThat(onStack("user", "zoe.old").err())
        .contains("no user has the primary ID zoe.old [USER_NOT_FOUND]");
    assertThat(onStack("letters", "check").exitCode()).isZero();
    assertThat(onStack("letters", "list").out()).contains("NOTIFY_PASSWORD_CHANGE");
    CommandResult preview =
        onStack("letters", "preview", "ACCOUNT_UPDATED", "amelie.daubigne.0172");
    assertThat(preview.exitCode()).isZero();
    assertThat(preview.out()).contains("library@example.edu");
  }

  @Test
  void report_withRebuild_shouldBeMadeByTheFunction() throws IOException {
    String id =
        onStack(
                "run",
                job(
                    "short.json",
                    """
                    {'initiated_by': 'mlibrarian', 'set': {'members': ['amelie.daubigne.0172']},
                     'changes': {'user_group': {'value': 'ALUMNI'}}}
                    """),
                "--json")
            .json()
            .path("job_id")
            .asText();
    stack.bucket().delete("jobs/" + id + "/report.json");

    CommandResult none = onStack("report", id);
    CommandResult made = onStack("report", id, "--rebuild");

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("./rollcall report " + id + " --rebuild --stack " + LocalStack.NAME);
    assertThat(made.exitCode()).isZero();
    assertThat(onStack("report", id).out()).isEqualTo(made.out()).contains("1  updated");
  }

  @Test
  void function_thatFails_shouldBeNamed() {
    try (DeployedStack deployed = DeployedStack.open(NAME)) {
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(() -> deployed.buildReport(new JobId("no-such-job")))
          .withMessageStartingWith("the function ReportJob failed: ")
          .satisfies(error -> assertThat(error.code()).isEqualTo(StackError.REPORT_JOB_FAILED));
      stack.bucket().put("jobs/damaged/job.json", new byte[] {'{'}, "application/json");
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(
              () ->
                  deployed.printLetters(PrintRequest.page(new JobId("damaged"), Optional.empty())))
          .withMessageStartingWith("the function PrintLetters failed: ")
          .satisfies(error -> assertThat(error.code()).isEqualTo(StackError.PRINT_LETTERS_FAILED));
      stack.bucket().delete("jobs/damaged/job.json");
    }
  }

  /** Runs a command on the same stack, which does not say that it is served from a folder. */
  private static CommandResult asOnAws(Object... words) {
    ServerKey key = stack.serve().key();
    Map<String, String> outputs = new HashMap<>();
    try (CloudFormationClient client = CloudFormationClient.create()) {
      client
          .describeStacks()
          .stacks()
          .get(0)
          .outputs()
          .forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    }
    outputs.remove("DataFolder");
    try (AwsEndpoint cloudFormation = AwsEndpoint.start(0, key)) {
      cloudFormation.addQueryService(
          CloudFormationService.VERSION,
          new CloudFormationService(NAME, Map.of(), Map.copyOf(outputs)));
      System.setProperty("aws.endpointUrlCloudFormation", cloudFormation.uri().toString());
      return onStack(words);
    } finally {
      System.clearProperty("aws.endpointUrlCloudFormation");
    }
  }

  @Test
  void forget_whileAJobIsRunning_shouldBeRefused() {
    ObjectNode running = Json.MAPPER.createObjectNode();
    running.putArray("executions").addObject().put("name", "a-job").put("status", "RUNNING");
    try (AwsEndpoint states = AwsEndpoint.start(0, stack.serve().key())) {
      states.addJsonService("AWSStepFunctions", (operation, request) -> running);
      System.setProperty("aws.endpointUrlSfn", states.uri().toString());

      CommandResult forget = asOnAws("forget", "mlibrarian");

      assertThat(forget.exitCode()).isEqualTo(2);
      assertThat(forget.err())
          .isEqualTo(
              "rollcall: a person cannot be erased while jobs are running, because they may process"
                  + " the person. Wait for: a-job [JOB_IS_RUNNING]\n");
      assertThat(stack.users().find(PrimaryId.of("mlibrarian"))).isPresent();
    } finally {
      System.clearProperty("aws.endpointUrlSfn");
    }
  }

  @Test
  void forget_shouldListTheRemainingData() {
    assertThat(asOnAws("forget", "grace.hopper.0001").exitCode()).isEqualTo(2);

    CommandResult known = asOnAws("forget", "uadmin");

    assertThat(known.exitCode()).isZero();
    assertThat(known.out())
        .contains("The record was deleted.", "Remaining data:", "the table's backups")
        .doesNotContain("inbox");
    assertThat(stack.users().find(PrimaryId.of("uadmin"))).isEmpty();
  }

  @Test
  void forget_onAServedStack_shouldNameTheFolder() {
    CommandResult forget = onStack("forget", "mlibrarian");

    assertThat(forget.exitCode()).isEqualTo(2);
    assertThat(forget.err())
        .contains("End serve, then run: ./rollcall forget … --data " + temp.resolve("data"))
        .contains("[STACK_IS_SERVED]");
    assertThat(stack.users().find(PrimaryId.of("mlibrarian"))).isPresent();
  }

  @Test
  void dataAndStack_together_shouldBeRefused() {
    CommandResult both = onStack("ls", "--data", temp);

    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--data=DIR, --stack=NAME are mutually exclusive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "user mlibrarian", "run", "report a-job", "init"})
  void stack_thatDoesNotExist_shouldBeNamed(String words) throws IOException {
    Object[] command = (words + " --stack rolcall").split(" ");
    if (words.equals("run")) {
      command = new Object[] {"run", job("any.json", "{}"), "--stack", "rolcall"};
    }

    CommandResult misspelt = CommandResult.run(command);

    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.err())
        .startsWith("rollcall: your AWS account has no stack rolcall in the region us-east-1.")
        .contains("[STACK_NOT_FOUND]");
  }

  @Test
  void stack_ofAnotherProject_shouldBeRefused() {
    ServerKey key = ServerKey.random();
    try (AwsEndpoint endpoint = AwsEndpoint.start(0, key)) {
      Map<String, String> none = Map.of();
      endpoint.addQueryService(
          CloudFormationService.VERSION,
          new CloudFormationService("website", none, Map.of("Url", "u")));
      try (AwsEnvironment other = AwsEnvironment.of(endpoint.uri(), endpoint.uri(), key)) {
        assertThat(other.isSet()).isTrue();
        assertThat(CommandResult.run("ls", "--stack", "website").err())
            .startsWith("rollcall: the stack website has no output TableName: ")
            .contains("[STACK_OUTPUT_MISSING]");
      }
      endpoint.addQueryService(
          CloudFormationService.VERSION, new CloudFormationService("failed", none, none));
      try (AwsEnvironment other = AwsEnvironment.of(endpoint.uri(), endpoint.uri(), key)) {
        assertThat(other.isSet()).isTrue();
        assertThat(CommandResult.run("ls", "--stack", "failed").err())
            .startsWith("rollcall: the stack failed has no outputs; its status is CREATE_COMPLETE")
            .contains("[STACK_HAS_NO_OUTPUTS]");
      }
    } finally {
      environment.set();
    }
  }

  @Test
  void credentials_thatAreUnknown_shouldBeRefused() {
    try (AwsEnvironment unknown = environment.withKey(ServerKey.random())) {
      assertThat(unknown.isSet()).isTrue();
      CommandResult ls = onStack("ls");

      assertThat(ls.exitCode()).isEqualTo(1);
      assertThat(ls.err())
          .startsWith("rollcall: AWS does not know your credentials (UnrecognizedClientException).")
          .contains("[CREDENTIALS_UNKNOWN]");
    } finally {
      environment.set();
    }
  }

  @Test
  void credentialsOrRegion_thatAreMissing_shouldBeNamed() throws IOException {
    try (AwsEnvironment incomplete = environment.withoutCredentials()) {
      assertThat(incomplete.isSet()).isTrue();
      assertThat(onStack("ls").err()).contains("[NO_CREDENTIALS]");
    } finally {
      environment.set();
    }
    try (AwsEnvironment incomplete = environment.withoutRegion()) {
      assertThat(incomplete.isSet()).isTrue();
      assertThat(onStack("ls").err()).contains("[NO_REGION]");
    } finally {
      environment.set();
    }
    try (AwsEnvironment offline = environment.offline()) {
      assertThat(offline.isSet()).isTrue();
      assertThat(onStack("ls").err()).contains("[AWS_UNREACHABLE]");
    } finally {
      environment.set();
    }
  }

  @Test
  void init_shouldFillAStackAndKeepItsObjects() {
    CommandResult full = onStack("init");
    assertThat(full.out())
        .isEqualTo(
            """
            The bucket already has the stock letters and institution.json.
            The existing institution.json was not changed; its time_zone holds, by default UTC.
            """);

    Path folder = temp.resolve("new");
    try (LocalStack empty = LocalStack.open(folder, HOME);
        AwsEnvironment other = AwsEnvironment.of(empty.serve())) {
      assertThat(other.isSet()).isTrue();
      byte[] own = "{\"code\": \"OURS\"}".getBytes(StandardCharsets.UTF_8);
      empty.bucket().put("institution.json", own, "application/json");

      CommandResult init = onStack("init", "--sample");

      assertThat(init.exitCode()).as(init.err()).isZero();
      assertThat(init.out()).contains("stock files into the bucket", "Loaded 1400 users");
      assertThat(empty.bucket().get("institution.json")).contains(own);
      assertThat(empty.bucket().list("letters/")).isNotEmpty();
      JsonNode emails =
          empty
              .users()
              .find(PrimaryId.of("amelie.daubigne.0172"))
              .orElseThrow()
              .user()
              .record()
              .at("/contact_info/email");
      assertThat(emails.findValuesAsText("email_address"))
          .isNotEmpty()
          .allMatch(address -> address.matches("success\\+\\S+@simulator\\.amazonses\\.com"));

      empty.userAdministration().delete(PrimaryId.of("uadmin"));
      empty.bucket().put("sets/graduating-patrons.csv", own, "text/csv");
      assertThat(onStack("init", "--sample").out())
          .as("the rest of an interrupted init")
          .contains("Loaded 1 users");
      assertThat(empty.bucket().get("sets/graduating-patrons.csv")).contains(own);

      ObjectNode somebody = Json.MAPPER.createObjectNode().put("primary_id", "somebody.else");
      empty
          .userAdministration()
          .load(List.of(RecordIntake.take(somebody.put("account_type", "INTERNAL"))));
      CommandResult refused = onStack("init", "--sample");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("[STACK_HAS_USERS]");
    } finally {
      environment.set();
    }
  }
}
