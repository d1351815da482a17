package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.report.ReportRebuild;
import org.rollcall.cli.run.JobRun;
import org.rollcall.json.Json;
import org.rollcall.local.CloudFormationService;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.report.Report;
import org.rollcall.report.Status;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** {@code --stack}: the commands on a stack that another program serves, as AWS would. */
class StackOptionTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String NAME = LocalStack.NAME;
  private static final String[] STACK = {"--stack", LocalStack.NAME};

  @TempDir static Path temp;
  static LocalStack stack;
  static AwsEnvironment surroundings;

  @BeforeAll
  static void serve() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    surroundings = AwsEnvironment.of(stack.serve());
  }

  @AfterAll
  static void close() {
    surroundings.close();
    stack.close();
  }

  private static CommandResult onStack(Object... words) {
    Object[] all = new Object[words.length + STACK.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(STACK, 0, all, words.length, STACK.length);
    return CommandResult.run(all);
  }

  private static Path job(String name, String input) throws IOException {
    return Files.writeString(temp.resolve(name), input.replace('\'', '"'));
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
  void rejection_shouldBeToldAsElsewhere() throws IOException {
    CommandResult run =
        onStack("run", job("bad.json", "{'initiated_by': 'mlibrarian', 'sett': 'x'}"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("sett: is not a key that is known here; the nearest that is: set");
  }

  @Test
  void jobThatIsNotFollowedAnyMore_shouldGoOn() throws IOException {
    JsonNode input =
        Json.MAPPER.readTree(HOME.resolve("events/block-expired-students.json").toFile());
    try (DeployedStack deployed = DeployedStack.of(LocalStack.NAME)) {
      JobRun run = new JobRun(deployed);

      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(() -> run.run(input, CommandResult.console(), () -> true))
          .withMessageMatching(
              "the job (\\S+) goes on without being followed\\. To see its report later: ./rollcall"
                  + " report \\1 --stack "
                  + LocalStack.NAME
                  + "; to stop it: aws stepfunctions stop-execution"
                  + " --execution-arn \\S+:\\1")
          .satisfies(complaint -> assertThat(complaint.exitCode()).isEqualTo(ExitCode.FAILED));
    }
  }

  @Test
  void objects_shouldBeThoseOfTheBucket() throws IOException {
    Path set = Files.writeString(temp.resolve("two.csv"), "primary_id\nmlibrarian\nuadmin\n");
    assertThat(onStack("put", "sets/two.csv", set).exitCode()).isZero();
    assertThat(onStack("get", "sets/two.csv").out()).isEqualTo(Files.readString(set));
    Path copy = temp.resolve("copy.csv");
    assertThat(onStack("get", "sets/two.csv", copy).exitCode()).isZero();
    assertThat(copy).hasSameTextualContentAs(set);
    assertThat(onStack("ls", "sets/two").lines()).containsExactly("sets/two.csv");
    CommandResult none = onStack("get", "sets/tow.csv");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("there is no object sets/tow.csv. Did you mean");
  }

  @Test
  void usersAndLetters_shouldBeThoseOfTheStack() throws IOException {
    Path users =
        Files.writeString(
            temp.resolve("users.json"),
            "{\"primary_id\": \"zoe.new\", \"account_type\": \"EXTERNAL\", \"last_name\": \"Zoé\"}");

    assertThat(onStack("load", users).out()).isEqualTo("Loaded 1 user.\n");
    assertThat(onStack("user", "ZOE.NEW").json().path("last_name").asText()).isEqualTo("Zoé");
    assertThat(onStack("user", "zoe.old").err()).contains("no user has the primary id zoe.old.");
    assertThat(onStack("letters", "check").exitCode()).isZero();
    assertThat(onStack("letters", "list").out()).contains("NOTIFY_PASSWORD_CHANGE");
    CommandResult preview =
        onStack("letters", "preview", "ACCOUNT_UPDATED", "amelie.daubigne.0172");
    assertThat(preview.exitCode()).isZero();
    assertThat(preview.out()).contains("library@example.edu");
  }

  @Test
  void report_shouldBeMadeAnewByTheFunction() throws IOException {
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
  void jobThatWasJustStopped_shouldBeLeftToItsFunctionsFirst() throws IOException {
    String id =
        onStack(
                "run",
                job(
                    "stopped.json",
                    """
                    {'initiated_by': 'mlibrarian', 'set': {'members': ['no.such.user']},
                     'changes': {'user_group': {'value': 'ALUMNI'}}}
                    """),
                "--json")
            .json()
            .path("job_id")
            .asText();
    Instant stopped = Instant.now();
    try (DeployedStack deployed = DeployedStack.of(LocalStack.NAME)) {
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(() -> new ReportRebuild(deployed, Stopped.at(stopped, id)).make(id))
          .withMessageContaining("functions may still have some of its users in hand")
          .withMessageContaining(
              stopped.plusSeconds(180).truncatedTo(ChronoUnit.SECONDS).toString())
          .satisfies(complaint -> assertThat(complaint.exitCode()).isEqualTo(ExitCode.FAILED));

      assertThat(new ReportRebuild(deployed, Stopped.at(stopped.minusSeconds(181), id)).make(id))
          .extracting(Report::status)
          .isEqualTo(Status.USER_ABORTED);
    }
  }

  /** Step Functions that says of any execution that it was stopped. */
  private record Stopped(DescribeExecutionResponse execution) implements SfnClient {

    static Stopped at(Instant stopped, String id) {
      return new Stopped(
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

  /** Runs a command on the same stack, of which nobody can tell that it is served from a folder. */
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
  void forget_shouldWaitForJobsThatRun() {
    ObjectNode running = Json.MAPPER.createObjectNode();
    running.putArray("executions").addObject().put("name", "a-job").put("status", "RUNNING");
    try (AwsEndpoint states = AwsEndpoint.start(0, stack.serve().key())) {
      states.addJsonService("AWSStepFunctions", (operation, request) -> running);
      System.setProperty("aws.endpointUrlSfn", states.uri().toString());

      CommandResult forget = asOnAws("forget", "mlibrarian");

      assertThat(forget.exitCode()).isEqualTo(2);
      assertThat(forget.err())
          .isEqualTo(
              "rollcall: nobody can be forgotten while a job runs, which may know the person: wait"
                  + " for a-job.\n");
      assertThat(stack.users().find(PrimaryId.of("mlibrarian"))).isPresent();
    } finally {
      System.clearProperty("aws.endpointUrlSfn");
    }
  }

  @Test
  void forget_shouldSayWhatKeepsSomethingOfThePerson() {
    assertThat(asOnAws("forget", "grace.hopper.0001").exitCode()).isEqualTo(2);

    CommandResult known = asOnAws("forget", "uadmin");

    assertThat(known.exitCode()).isZero();
    assertThat(known.out())
        .contains("The record is deleted.", "Left for you:", "the table's backups")
        .doesNotContain("inbox");
    assertThat(stack.users().find(PrimaryId.of("uadmin"))).isEmpty();
  }

  @Test
  void forget_shouldBeLeftToTheFolderOfAStackThatIsServed() {
    CommandResult forget = onStack("forget", "mlibrarian");

    assertThat(forget.exitCode()).isEqualTo(2);
    assertThat(forget.err())
        .contains("End serve first, and then: ./rollcall forget … --data " + temp.resolve("data"));
    assertThat(stack.users().find(PrimaryId.of("mlibrarian"))).isPresent();
  }

  @Test
  void folderAndStack_shouldNotBothBeGiven() {
    CommandResult both = onStack("ls", "--data", temp);

    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--data=DIR, --stack=NAME are mutually exclusive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "user mlibrarian", "run", "report a-job", "init"})
  void stackThatIsNotThere_shouldBeSaid(String words) throws IOException {
    Object[] command = (words + " --stack rolcall").split(" ");
    if (words.equals("run")) {
      command = new Object[] {"run", job("any.json", "{}"), "--stack", "rolcall"};
    }

    CommandResult misspelt = CommandResult.run(command);

    assertThat(misspelt.exitCode()).isEqualTo(2);
    assertThat(misspelt.err())
        .startsWith(
            "rollcall: there is no stack rolcall in the region us-east-1 of the account that your"
                + " credentials are for.");
  }

  @Test
  void stackOfSomethingElse_shouldNotBeTakenForOurs() {
    ServerKey key = ServerKey.random();
    try (AwsEndpoint endpoint = AwsEndpoint.start(0, key)) {
      Map<String, String> none = Map.of();
      endpoint.addQueryService(
          CloudFormationService.VERSION,
          new CloudFormationService("website", none, Map.of("Url", "u")));
      try (AwsEnvironment other = AwsEnvironment.of(endpoint.uri(), endpoint.uri(), key)) {
        assertThat(other.isSet()).isTrue();
        assertThat(CommandResult.run("ls", "--stack", "website").err())
            .startsWith("rollcall: the stack website has no output TableName: it is not one of");
      }
      endpoint.addQueryService(
          CloudFormationService.VERSION, new CloudFormationService("failed", none, none));
      try (AwsEnvironment other = AwsEnvironment.of(endpoint.uri(), endpoint.uri(), key)) {
        assertThat(other.isSet()).isTrue();
        assertThat(CommandResult.run("ls", "--stack", "failed").err())
            .startsWith("rollcall: the stack failed has no outputs; its status is CREATE_COMPLETE");
      }
    } finally {
      surroundings.set();
    }
  }

  @Test
  void credentialsOfAStranger_shouldBeRefusedInASentence() {
    try (AwsEnvironment stranger = surroundings.withKey(ServerKey.random())) {
      assertThat(stranger.isSet()).isTrue();
      CommandResult ls = onStack("ls");

      assertThat(ls.exitCode()).isEqualTo(1);
      assertThat(ls.err())
          .startsWith(
              "rollcall: AWS does not know your credentials (UnrecognizedClientException).");
    } finally {
      surroundings.set();
    }
  }

  @Test
  void whatIsMissing_shouldBeSaid() throws IOException {
    try (AwsEnvironment nobody = surroundings.withoutCredentials()) {
      assertThat(nobody.isSet()).isTrue();
      assertThat(onStack("ls").err()).startsWith("rollcall: there are no AWS credentials.");
    } finally {
      surroundings.set();
    }
    try (AwsEnvironment nowhere = surroundings.withoutRegion()) {
      assertThat(nowhere.isSet()).isTrue();
      assertThat(onStack("ls").err()).startsWith("rollcall: no AWS region is set.");
    } finally {
      surroundings.set();
    }
    try (AwsEnvironment offline = surroundings.offline()) {
      assertThat(offline.isSet()).isTrue();
      assertThat(onStack("ls").err()).startsWith("rollcall: AWS cannot be reached: ");
    } finally {
      surroundings.set();
    }
  }

  @Test
  void init_shouldFillAStackAndLeaveWhatIsThere() {
    CommandResult full = onStack("init");
    assertThat(full.out())
        .isEqualTo("The stock letters and institution.json are in the bucket already.\n");

    Path folder = temp.resolve("new");
    try (LocalStack empty = LocalStack.open(folder, HOME);
        AwsEnvironment its = AwsEnvironment.of(empty.serve())) {
      assertThat(its.isSet()).isTrue();
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
          .as("the rest of one that was broken off")
          .contains("Loaded 1 users");
      assertThat(empty.bucket().get("sets/graduating-patrons.csv")).contains(own);

      ObjectNode somebody = Json.MAPPER.createObjectNode().put("primary_id", "somebody.else");
      empty
          .userAdministration()
          .load(List.of(RecordIntake.take(somebody.put("account_type", "INTERNAL"))));
      CommandResult refused = onStack("init", "--sample");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("has users already");
    } finally {
      surroundings.set();
    }
  }

  @Test
  void init_shouldTakeAFolderOrAStack() {
    for (List<String> words :
        List.of(
            List.of("init"),
            List.of("init", "mine", "--stack", "rollcall"),
            List.of("init", "mine", "--sample"),
            List.of("init", "--stack", "rollcall", "--empty"))) {
      CommandResult misused = CommandResult.run(words.toArray());
      assertThat(misused.exitCode()).as(words.toString()).isEqualTo(2);
      assertThat(misused.err()).startsWith("rollcall: ");
    }
  }
}
