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
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A library with its own local stack. Its jobs are executions of the state machine, which are
 * started and polled through the client of Step Functions, as in the command line.
 */
final class TestLibrary implements AutoCloseable {

  static final Path HOME =
      Path.of(requireNonNull(System.getProperty("rollcall.home"), "rollcall.home is not set"));

  /** A User Manager. */
  static final String MANAGER = "user.manager";

  /** A User Administrator. */
  static final String ADMINISTRATOR = "user.administrator";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path folder;
  private final LocalStack stack;
  private final SfnClient states;

  private TestLibrary(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
    this.states = stack.stepFunctions();
  }

  /** A library with two operators and the stock letters only. */
  static TestLibrary empty(Path folder) {
    return empty(folder, new SettableClock());
  }

  static TestLibrary empty(Path folder, SettableClock clock) {
    return fill(folder, LocalStack.open(folder, HOME, clock, clock::sleep));
  }

  static TestLibrary empty(Path folder, ServingOptions options) {
    return fill(folder, LocalStack.open(folder, HOME, options));
  }

  private static TestLibrary fill(Path folder, LocalStack stack) {
    stack.fill(false, ZoneId.of("UTC"));
    TestLibrary library = new TestLibrary(folder, stack);
    library.load(Patron.withRole("21", MANAGER), Patron.withRole("50", ADMINISTRATOR));
    return library;
  }

  /** The verdict of CheckCredential on a temporary password, such as {@code ACCEPTED}. */
  String verdict(String id, String password) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("primary_id", id).put("password", password);
    return invoke(new CheckCredential(wiring()), event.toString()).path("verdict").asText();
  }

  /** A library with the sample institution. */
  static TestLibrary sample(Path folder) {
    LocalStack stack = LocalStack.open(folder, HOME);
    stack.fill(true, ZoneId.of("UTC"));
    return new TestLibrary(folder, stack);
  }

  /** A library in a data folder that was filled before. */
  static TestLibrary open(Path folder) {
    return new TestLibrary(folder, LocalStack.open(folder, HOME));
  }

  static TestLibrary open(Path folder, SettableClock clock) {
    return new TestLibrary(folder, LocalStack.open(folder, HOME, clock, clock::sleep));
  }

  static TestLibrary open(Path folder, ServingOptions options) {
    return new TestLibrary(folder, LocalStack.open(folder, HOME, options));
  }

  Wiring wiring() {
    return stack.wiring();
  }

  /** A wiring in which chunks are processed one after another. */
  static Wiring withOneLane(Wiring wiring) {
    return withSetting(withSetting(wiring, "maxConcurrency", 1), "maxConcurrencyWithoutLetters", 1);
  }

  /**
   * A wiring in which one setting differs.
   *
   * @param name the component of {@link Settings}
   */
  static Wiring withSetting(Wiring wiring, String name, Object value) {
    return RecordCopy.with(wiring, "settings", RecordCopy.with(wiring.settings(), name, value));
  }

  /** Makes the stack available to other processes. */
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

  /** A user's record, without Rollcall's own state. */
  ObjectNode record(String id) {
    return stored(id).user().record();
  }

  /** All users, by the key of the primary ID. */
  Map<String, StoredUser> users() {
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

  /** Records the delivery events of the letters that were sent. */
  void recordDeliveries() {
    stack.recordDeliveries();
  }

  /** Sets the account of the local SES: JSON as in {@link Given}. */
  void sesAccount(String json) {
    try {
      Files.writeString(folder.resolve("ses.json"), Given.jsonText(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteUser(String id) {
    stack.userAdministration().delete(PrimaryId.of(id));
  }

  /**
   * Loads external users with IDs such as {@code xy-00}.
   *
   * @return the IDs
   */
  List<String> load(String prefix, int count) {
    List<String> ids =
        IntStream.range(0, count).mapToObj(i -> "%s-%02d".formatted(prefix, i)).toList();
    load(ids.stream().map(Patron::external).toArray(Patron[]::new));
    return ids;
  }

  /** Undoes a job, with more keys of the input. */
  EndedJob undo(EndedJob job, String more) {
    return run("{'initiated_by': 'user.manager', 'undo': '" + job.id() + "'" + more + "}");
  }

  /** Retries a job until its end. */
  EndedJob retry(EndedJob job) {
    return run("{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");
  }

  /** Makes the report of a job again. */
  EndedJob reportAgain(EndedJob job) {
    invoke(new ReportJob(wiring()), "{'job_id': '%s'}".formatted(job.id()));
    return job;
  }

  List<InboxLetter> letters() {
    return InboxLetter.readAll(folder.resolve("inbox"));
  }

  List<InboxLetter> lettersTo(String address) {
    return letters().stream().filter(letter -> letter.to().equals(address)).toList();
  }

  /** The only letter to an address. */
  InboxLetter letterTo(String address) {
    List<InboxLetter> letters = lettersTo(address);
    if (letters.size() != 1) {
      throw new AssertionError(letters.size() + " letters were sent to " + address);
    }
    return letters.get(0);
  }

  /**
   * Runs a job until its end.
   *
   * @param input JSON as in {@link Given}
   */
  EndedJob run(String input) {
    return runVerbatim(Given.jsonText(input));
  }

  /** Runs a job until its end. */
  EndedJob runVerbatim(String input) {
    String id = newJobId();
    states.startExecution(
        start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input));
    return await(id);
  }

  /** Runs a job until its end with functions that have another wiring. */
  EndedJob run(Wiring wiring, String input) {
    try (StateMachineRunner machine = stateMachine(wiring)) {
      return machine.run(newJobId(), input);
    }
  }

  /** The state machine with functions that have another wiring. */
  StateMachineRunner stateMachine(Wiring wiring) {
    return new StateMachineRunner(this, folder.resolve("executions"), wiring);
  }

  static String newJobId() {
    return "job-" + UUID.randomUUID();
  }

  /** Runs a job until its end with another client. */
  EndedJob run(SfnClient client, String input) {
    String id = newJobId();
    client.startExecution(
        start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input));
    return await(id);
  }

  /** Waits until a job has ended. */
  EndedJob await(String id) {
    String arn = stack.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + id;
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (Instant.now().isBefore(deadline)) {
      DescribeExecutionResponse execution =
          states.describeExecution(describe -> describe.executionArn(arn));
      if (execution.status() != ExecutionStatus.RUNNING) {
        return new EndedJob(this, id, execution);
      }
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError("the job has not ended within " + TIMEOUT);
  }

  /**
   * Invokes a function's handler.
   *
   * @param event JSON as in {@link Given}
   */
  static JsonNode invoke(RequestStreamHandler function, String event) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(Given.jsonText(event).getBytes(StandardCharsets.UTF_8)),
          result,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.read(result.toByteArray(), JsonNode.class);
  }

  @Override
  public void close() {
    states.close();
    stack.close();
  }
}
