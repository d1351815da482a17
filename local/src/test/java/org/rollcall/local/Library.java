package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.states.Identity;
import org.rollcall.local.states.StateMachine;
import org.rollcall.local.states.StatesService;
import org.rollcall.local.states.World;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.StoredUser;
import org.rollcall.user.User;
import org.rollcall.user.UserTable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A library with a whole stack of its own, whose jobs are executions of the state machine that are
 * started and followed through Step Functions' client, as the command line does it.
 */
final class Library implements AutoCloseable {

  static final Path HOME =
      Path.of(requireNonNull(System.getProperty("rollcall.home"), "rollcall.home is not set"));

  /** A User Manager. */
  static final String MANAGER = "user.manager";

  /** A User Administrator. */
  static final String ADMINISTRATOR = "user.administrator";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final LocalStack stack;
  private final SfnClient states;

  private Library(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
    this.states = stack.states();
  }

  /** A library with two operators, the stock letters, and nothing else. */
  static Library empty(Path folder) {
    return empty(folder, new SettableClock());
  }

  static Library empty(Path folder, SettableClock clock) {
    LocalStack stack = LocalStack.open(folder, HOME, clock, clock::pass);
    stack.fill(false);
    Library library = new Library(folder, stack);
    library.load(Patron.holding("21", MANAGER), Patron.holding("50", ADMINISTRATOR));
    return library;
  }

  /** The sample institution. */
  static Library sample(Path folder) {
    LocalStack stack = LocalStack.open(folder, HOME);
    stack.fill(true);
    return new Library(folder, stack);
  }

  Wiring wiring() {
    return stack.wiring();
  }

  SfnClient states() {
    return states;
  }

  void load(Patron... patrons) {
    load(Arrays.stream(patrons).map(Patron::toUser).toList());
  }

  /** Loads users, at most {@link UserTable#LOAD_BATCH}. */
  void load(List<User> users) {
    stack.users().load(users);
  }

  StoredUser stored(String id) {
    return stack.users().find(PrimaryId.of(id)).orElseThrow();
  }

  /** A user's record, without what Rollcall keeps beside it. */
  ObjectNode record(String id) {
    return stored(id).user().record();
  }

  /** Every user, by the key of the primary id. */
  Map<String, StoredUser> everybody() {
    Map<String, StoredUser> all = new HashMap<>();
    stack.users().forEach(user -> all.put(user.user().primaryId().key(), user));
    return all;
  }

  void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, byte[] content) {
    stack.bucket().put(key, content, "application/octet-stream");
  }

  String object(String key) {
    byte[] content =
        stack.bucket().get(key).orElseThrow(() -> new AssertionError("there is no " + key));
    return new String(content, StandardCharsets.UTF_8);
  }

  List<String> keys(String prefix) {
    return stack.bucket().list(prefix);
  }

  /** Has told what became of the letters that were sent. */
  void hearOfLetters() {
    stack.recordDeliveries();
  }

  List<Mail> letters() {
    return Mail.in(folder.resolve("inbox"));
  }

  List<Mail> lettersTo(String address) {
    return letters().stream().filter(letter -> letter.to().equals(address)).toList();
  }

  /** The only letter to an address. */
  Mail letterTo(String address) {
    List<Mail> letters = lettersTo(address);
    if (letters.size() != 1) {
      throw new AssertionError(letters.size() + " letters were sent to " + address);
    }
    return letters.get(0);
  }

  /**
   * Runs a job to its end.
   *
   * @param input JSON in which apostrophes stand for quotation marks
   */
  EndedJob run(String input) {
    return runAsWritten(input.replace('\'', '"'));
  }

  /** Runs a job to its end. */
  EndedJob runAsWritten(String input) {
    return run(states, input);
  }

  /** Runs a job to its end with functions that are wired in another way. */
  EndedJob run(Wiring wiring, String input) {
    Identity machine = new Identity("us-east-1", "000000000000", "rollcall-update-notify-users");
    try (AwsEndpoint endpoint = AwsEndpoint.start(0);
        SfnClient client =
            SfnClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      String definition =
          Files.readString(HOME.resolve("statemachine/update-notify-users.asl.json"));
      endpoint.json(
          "AWSStepFunctions",
          new StatesService(
              machine,
              StateMachine.load(definition, LocalFunctions.substitutions()),
              folder.resolve("more-executions").resolve(UUID.randomUUID().toString()),
              World.of(
                  new LocalFunctions(wiring),
                  (bucket, key) -> object(key).getBytes(StandardCharsets.UTF_8))));
      return run(client, input.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EndedJob run(SfnClient client, String input) {
    String id = "job-" + UUID.randomUUID();
    String arn =
        client
            .startExecution(
                start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input))
            .executionArn();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          client.describeExecution(describe -> describe.executionArn(arn));
      if (execution.status() != ExecutionStatus.RUNNING) {
        return new EndedJob(this, id, execution);
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("the job has not ended in " + PATIENCE);
  }

  /**
   * Calls a function with the bytes that Lambda would give it.
   *
   * @param event JSON in which apostrophes stand for quotation marks
   */
  static JsonNode invoke(RequestStreamHandler function, String event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
          answer,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.read(answer.toByteArray(), JsonNode.class);
  }

  static JsonNode parse(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  @Override
  public void close() {
    states.close();
    stack.close();
  }
}
