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
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
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
    this.states = stack.stepFunctions();
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

  /** What a sign-in service is told of a temporary password, such as {@code ACCEPTED}. */
  String verdict(String id, String password) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("primary_id", id).put("password", password);
    return invoke(new CheckCredential(wiring()), event.toString()).path("verdict").asText();
  }

  /** The sample institution. */
  static Library sample(Path folder) {
    LocalStack stack = LocalStack.open(folder, HOME);
    stack.fill(true);
    return new Library(folder, stack);
  }

  /** A library whose folder was filled before. */
  static Library open(Path folder) {
    return new Library(folder, LocalStack.open(folder, HOME));
  }

  Wiring wiring() {
    return stack.wiring();
  }

  /** Lets programs outside this process use the stack. */
  ServedStack serve() {
    return stack.serve();
  }

  SfnClient states() {
    return states;
  }

  void load(Patron... patrons) {
    load(Arrays.stream(patrons).map(Patron::toUser).toList());
  }

  /** Loads users, at most {@link UserAdministration#MAX_BATCH_USERS}. */
  void load(List<User> users) {
    stack.userAdministration().load(users);
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
    String id = newJobId();
    states.startExecution(
        start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input));
    return await(id);
  }

  /** Runs a job to its end with functions that are wired in another way. */
  EndedJob run(Wiring wiring, String input) {
    try (Machine machine = machine(wiring)) {
      return machine.run(newJobId(), input);
    }
  }

  /** The state machine with functions that are wired in another way. */
  Machine machine(Wiring wiring) {
    return new Machine(this, folder.resolve("more-executions"), wiring);
  }

  static String newJobId() {
    return "job-" + UUID.randomUUID();
  }

  /** Runs a job to its end by a client of somebody else's. */
  EndedJob run(SfnClient client, String input) {
    String id = newJobId();
    client.startExecution(
        start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input));
    return await(id);
  }

  /** Waits for the end of a job that was started. */
  EndedJob await(String id) {
    String arn = stack.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + id;
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          states.describeExecution(describe -> describe.executionArn(arn));
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
