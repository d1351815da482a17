package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.json.Json;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.docker.DockerBridge;
import org.rollcall.local.endpoint.docker.DockerBridgeProxy;
import org.rollcall.local.endpoint.kms.KmsService;
import org.rollcall.local.endpoint.ses.SesEvents;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.DynamoDbService;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.local.stack.EmbeddedS3;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.states.StateMachine;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.services.ExecutionServices;
import org.rollcall.notify.Sleeper;
import org.rollcall.report.JobReporter;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A whole stack in this process, on one data folder, running the repository's own state machine
 * with the functions' own handlers. Each part starts when it is first asked for.
 */
public final class LocalStack implements AutoCloseable {

  /**
   * What the stack is called where it is served: not as anybody's on AWS, so that a command that is
   * meant for it and reaches AWS finds nothing there.
   */
  public static final String NAME = "rollcall-local";

  /** The region that it says it is in. */
  static final String REGION = "us-east-1";

  private static final String ACCOUNT = "000000000000";

  private static final StateMachineIdentity MACHINE =
      new StateMachineIdentity(REGION, ACCOUNT, "rollcall-update-notify-users");

  private static final String SENDER = "library@example.edu";

  private static final String CONFIGURATION_SET = "rollcall";

  private static final Duration CREDENTIALS_LAST = Duration.ofDays(30);

  /** How many chunks run at once: as many as on AWS, so that mail is paced as it is there. */
  private static final int LANES = 40;

  private final DataFolder folder;
  private final Path home;
  private final Clock clock;
  private final Sleeper pause;
  private final ServerKey key;
  private final Lazy<EmbeddedDynamoDb> dynamoDb;
  private final Lazy<EmbeddedS3> s3;
  private final Lazy<AwsServices> services;
  private final Lazy<LocalFunctions> functions;
  private final Lazy<DockerBridgeProxy> door;
  private final Lazy<States> states;

  private LocalStack(DataFolder folder, Path home, Ports ports, Clock clock, Sleeper pause) {
    this.folder = folder;
    this.home = requireNonNull(home, "home is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.key = ServerKey.random();
    this.dynamoDb = new Lazy<>(() -> EmbeddedDynamoDb.start(folder.users()));
    this.s3 =
        new Lazy<>(
            PortUnavailableException.told(
                () -> EmbeddedS3.start(folder.objects(), ports.s3(), key)));
    this.services =
        new Lazy<>(
            PortUnavailableException.told(
                () -> AwsServices.start(folder, ports.services(), key, clock)));
    this.functions = new Lazy<>(() -> new LocalFunctions(wiring()));
    this.door =
        new Lazy<>(
            PortUnavailableException.told(
                () ->
                    DockerBridgeProxy.open(
                        DockerBridge.find(),
                        services.get().uri().getPort(),
                        s3.get().uri().getPort())));
    this.states = new Lazy<>(this::startStates);
  }

  /**
   * On which ports a stack is had.
   *
   * @param services that of everything but S3, or 0 for any that is free
   * @param s3 that of S3, or 0 likewise
   */
  public record Ports(int services, int s3) {

    /** Any that are free: nobody else has to find the stack. */
    public static final Ports ANY = new Ports(0, 0);
  }

  /**
   * Takes hold of a data folder, which is made where there is none.
   *
   * @param home the repository, whose state machine and stock letters are used
   * @throws org.rollcall.local.stack.DataFolderException if the folder cannot be had
   */
  public static LocalStack open(Path folder, Path home) {
    return open(folder, home, Ports.ANY);
  }

  /**
   * The same, on ports of one's own; whatever needs one that cannot be had fails by {@link
   * PortUnavailableException}.
   */
  public static LocalStack open(Path folder, Path home, Ports ports) {
    return new LocalStack(DataFolder.open(folder), home, ports, Clock.systemUTC(), Sleeper::sleep);
  }

  /** The same, with a time of one's own for the functions and the mail. */
  public static LocalStack open(Path folder, Path home, Clock clock, Sleeper pause) {
    return new LocalStack(DataFolder.open(folder), home, Ports.ANY, clock, pause);
  }

  /** Whether the folder was filled once; see {@link #fill}. */
  public boolean isFilled() {
    return folder.isFilled();
  }

  /**
   * Fills a new folder with the stock letters and the institution's file.
   *
   * @param sample whether the sample institution's users and sets come with them
   * @return how many users were loaded
   */
  public int fill(boolean sample) {
    startTogether();
    new StackContents(home).putStockFiles(bucket());
    int users = sample ? StackContents.loadSample(users(), bucket(), UnaryOperator.identity()) : 0;
    folder.markFilled();
    return users;
  }

  /** The parts that take their time to start, side by side. */
  private void startTogether() {
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    starts.add(CompletableFuture.runAsync(dynamoDb::get));
    starts.add(CompletableFuture.runAsync(s3::get));
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException told ? told : e;
    }
  }

  public UserTable users() {
    return new UserTable(dynamoDb.get().client(), EmbeddedDynamoDb.TABLE, new Usage());
  }

  /**
   * Wipes what is deleted out of the users' database; whoever has asked for the table asks anew.
   */
  public void wipeDeletedUsers() {
    dynamoDb.close();
    EmbeddedDynamoDb.compact(folder.users());
  }

  public Bucket bucket() {
    return new Bucket(s3.get().client(), EmbeddedS3.BUCKET, new Usage());
  }

  /** Where a person finds the stack's things. */
  public DataPaths places() {
    return new DataPaths(
        folder.objects().resolve(EmbeddedS3.BUCKET), folder.inbox(), folder.executions());
  }

  public String stateMachineArn() {
    return MACHINE.stateMachineArn();
  }

  /**
   * A client of the state machine, which is started with it, after {@link #settleMail}, so that no
   * job writes to addresses that it has lost.
   */
  public SfnClient states() {
    return states.get().client();
  }

  private record States(StepFunctionsService service, SfnClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  private States startStates() {
    startTogether();
    settleMail();
    AwsServices running = services.get();
    StepFunctionsService service =
        new StepFunctionsService(
            MACHINE,
            StateMachine.load(definition(), LocalFunctions.substitutions()),
            folder.executions(),
            ExecutionServices.of(functions.get(), this::object));
    running.addStates(service);
    return new States(service, running.states());
  }

  /**
   * Lets other programs on this machine use the stack, if they have its key, until it is closed:
   * everything by the protocols of AWS, and {@code DescribeStacks} to find out about it. Programs
   * in Docker's containers may as well.
   *
   * @throws PortUnavailableException if a port cannot be listened at
   */
  public ServedStack serve() {
    states();
    AwsServices running = services.get();
    running.addOthers(
        new DynamoDbService(dynamoDb.get().client()),
        new LambdaService(functions.get()),
        new CloudFormationService(NAME, parameters(), outputs()));
    return new ServedStack(NAME, running.uri(), s3.get().uri(), door.get().host(), key);
  }

  /** The files that tell other programs of a served stack. */
  public ServedFiles servedFiles() {
    return new ServedFiles(folder);
  }

  /**
   * Starts no more jobs, and stops those that run. Functions at work finish what they have in hand.
   *
   * @return the jobs' ids
   */
  public List<String> stopJobs() {
    // First of all, or one that is started meanwhile would be on no list.
    states.get().service().startNoMore();
    List<ExecutionListItem> running =
        states()
            .listExecutionsPaginator(
                of -> of.stateMachineArn(stateMachineArn()).statusFilter(ExecutionStatus.RUNNING))
            .executions()
            .stream()
            .toList();
    running.forEach(
        job ->
            states()
                .stopExecution(
                    it ->
                        it.executionArn(job.executionArn()).cause("the local stack was stopped")));
    return running.stream().map(ExecutionListItem::name).toList();
  }

  /** Those of the template's parameters that matter to whoever uses a stack. */
  private static Map<String, String> parameters() {
    return Map.of("Sender", SENDER, "CredentialDays", Long.toString(CREDENTIALS_LAST.toDays()));
  }

  /** What the template's outputs are here, and the folder, by which the stack is known as local. */
  private Map<String, String> outputs() {
    return Map.of(
        "DataFolder", folder.path().toString(),
        "StateMachineArn", stateMachineArn(),
        "BucketName", EmbeddedS3.BUCKET,
        "TableName", EmbeddedDynamoDb.TABLE,
        "ReportJobFunctionArn", functionArn("ReportJob"),
        "RecordDeliveryFunctionArn", functionArn("RecordDelivery"),
        "CheckCredentialFunctionArn", functionArn("CheckCredential"));
  }

  private static String functionArn(String name) {
    return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + name;
  }

  /**
   * Makes a job's report, as the state machine has it made at a job's end, as soon as no function
   * is at work that might still have users in hand.
   */
  public void report(JobReporter.Request request) {
    functions.get().awaitEnd();
    try {
      functions.get().invoke("ReportJob", Json.MAPPER.valueToTree(request));
    } catch (StateFailedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String definition() {
    try {
      return Files.readString(home.resolve("statemachine/update-notify-users.asl.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] object(String bucket, String key) throws IOException {
    return new Bucket(s3.get().client(), bucket, new Usage())
        .get(key)
        .orElseThrow(() -> new IOException("The specified key does not exist: " + key));
  }

  /**
   * Has the function {@code RecordDelivery} told what became of the letters that were sent, as SNS
   * tells it on AWS some seconds after. Nothing is started where there is nothing to tell.
   */
  public void recordDeliveries() {
    SesEvents events = new SesEvents(folder.mailEvents(), folder.inbox());
    if (!events.pending(1).isEmpty()) {
      new SesEventTopic(events, functions.get()).deliver();
    }
  }

  /**
   * Settles what a killed process left of its mail, while none is being sent: what is untold of
   * letters is told, and what was to be told of letters that never went out is dropped.
   */
  public void settleMail() {
    recordDeliveries();
    new SesEvents(folder.mailEvents(), folder.inbox()).dropUnsent();
  }

  /** Who letters come from that do not say. */
  public String sender() {
    return SENDER;
  }

  /** How long a temporary password is good. */
  public Duration credentialsLast() {
    return CREDENTIALS_LAST;
  }

  /** What the functions are told here in place of the template's variables, by their names. */
  public static Map<String, String> functionVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TABLE_NAME", EmbeddedDynamoDb.TABLE);
    variables.put("BUCKET_NAME", EmbeddedS3.BUCKET);
    variables.put("PASSWORD_KEY_ID", KmsService.KEY_ALIAS);
    variables.put("SENDER", SENDER);
    variables.put("CREDENTIAL_DAYS", Long.toString(CREDENTIALS_LAST.toDays()));
    variables.put("MAX_CONCURRENCY", Integer.toString(LANES));
    variables.put("CONFIGURATION_SET", CONFIGURATION_SET);
    variables.put("START_JOBS_ONLY_BY_IDENTITY", "false");
    variables.put("STATE_MACHINE_ARN", MACHINE.stateMachineArn());
    return variables;
  }

  /** What the functions are made of here. */
  public Wiring wiring() {
    return new Wiring(
        Settings.of(functionVariables()),
        dynamoDb.get().client(),
        s3.get().client(),
        services.get().ses(),
        services.get().kms(),
        services.get().states(),
        clock,
        pause);
  }

  /**
   * Lets functions finish that are at work, stops what was started and lets go of the folder; S3's
   * server, which is slowest, goes last.
   */
  @Override
  public void close() {
    door.close();
    functions.close();
    states.close();
    services.close();
    dynamoDb.close();
    s3.close();
    folder.close();
  }
}
