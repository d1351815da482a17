package org.rollcall.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.id.JobId;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.TimeZones;
import org.rollcall.local.admin.LinkAdministration;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.docker.DockerBridge;
import org.rollcall.local.endpoint.docker.DockerBridgeProxy;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.DynamoDbService;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.local.stack.EmbeddedS3;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.stack.JobReadiness;
import org.rollcall.local.stack.S3Server;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.notify.Sleeper;
import org.rollcall.preview.PreviewLetters;
import org.rollcall.report.JobReporter;
import org.rollcall.report.Report;
import org.rollcall.start.Executions;
import org.rollcall.time.SystemClock;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A complete stack in this process. It keeps its data in one data folder, and runs the repository's
 * state machine with the handlers of the functions. Each part starts when it is first used.
 */
public final class LocalStack implements AutoCloseable {

  /**
   * The name of the stack for other programs. No stack on AWS has this name: a command for the
   * local stack that reaches AWS by mistake finds nothing there.
   */
  public static final String NAME = "rollcall-local";

  private final DataFolder folder;
  private final Path home;
  private final Optional<LambdaEndpoint> stateMachineFunctions;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ServerKey key = ServerKey.random();
  private final FileFaults fileFaults = new FileFaults();
  private final Lazy<EmbeddedDynamoDb> dynamoDb;
  private final Lazy<EmbeddedS3> s3;
  private final Lazy<S3Server> s3Server;
  private final Lazy<AwsServices> services;
  private final Lazy<AwsEndpoint> endpoint;
  private final Lazy<LocalFunctions> functions = new Lazy<>(() -> new LocalFunctions(wiring()));
  private final Lazy<DockerBridgeProxy> dockerProxy = new Lazy<>(this::startDockerProxy);
  private final Lazy<LocalStateMachine> stateMachine = new Lazy<>(this::startStateMachine);

  private LocalStack(
      DataFolder folder, Path home, ServingOptions options, Clock clock, Sleeper sleeper) {
    this.folder = folder;
    this.home = home;
    this.stateMachineFunctions = options.stateMachineFunctions();
    this.clock = clock;
    this.sleeper = sleeper;
    this.dynamoDb =
        new Lazy<>(() -> EmbeddedDynamoDb.start(folder.users(), !folder.isFilled(), fileFaults));
    this.s3 = new Lazy<>(this::openS3);
    this.s3Server = new Lazy<>(() -> s3.get().serve(options.s3Port(), key));
    this.services = new Lazy<>(() -> AwsServices.open(folder, clock, sleeper, fileFaults));
    this.endpoint = new Lazy<>(() -> services.get().serve(folder, options.servicesPort(), key));
  }

  /**
   * Opens a data folder on free ports. Creates the folder if it does not exist.
   *
   * @param home the repository, whose state machine and stock letters are used
   * @throws DataFolderException if the folder cannot be used
   */
  public static LocalStack open(Path folder, Path home) {
    return open(folder, home, ServingOptions.DEFAULT);
  }

  /**
   * Opens a data folder with options. A part whose port cannot be used throws {@link
   * PortUnavailableException} when it starts.
   */
  public static LocalStack open(Path folder, Path home, ServingOptions options) {
    return new LocalStack(
        DataFolder.open(folder), home, options, SystemClock.INSTANCE, Sleeper::sleep);
  }

  /** Opens a data folder, with a given clock and sleeper for the functions and for SES. */
  public static LocalStack open(Path folder, Path home, Clock clock, Sleeper sleeper) {
    return new LocalStack(DataFolder.open(folder), home, ServingOptions.DEFAULT, clock, sleeper);
  }

  /** Like {@link #fill(boolean, ZoneId)}, with the time zone of this machine. */
  public int fill(boolean sample) {
    return fill(sample, TimeZones.ofMachine());
  }

  /**
   * Puts the stock letters and {@code institution.json} into a new folder. Records first what it
   * does, so that an interrupted fill is completed and not mixed with another one.
   *
   * @param sample whether to load the sample institution's users and sets too
   * @param timeZone the institution's time zone
   * @return how many users were loaded
   * @throws DataFolderException if the other fill was begun, or the folder cannot be written
   */
  public int fill(boolean sample, ZoneId timeZone) {
    folder.beginFill(sample);
    Lazy.startAll(dynamoDb, s3);
    services.get();
    StackContents.putStockFiles(home, bucket(), timeZone);
    int users =
        sample
            ? StackContents.loadSample(userAdministration(), bucket(), UnaryOperator.identity())
            : 0;
    folder.markFilled();
    return users;
  }

  public UserTable users() {
    return new UserTable(dynamoDb.get().client(), EmbeddedDynamoDb.TABLE);
  }

  /** The operations that load and delete users. */
  public UserAdministration userAdministration() {
    return new UserAdministration(dynamoDb.get().client(), EmbeddedDynamoDb.TABLE);
  }

  /** The operations that delete sign-in links. */
  public LinkAdministration linkAdministration() {
    return new LinkAdministration(dynamoDb.get().client(), EmbeddedDynamoDb.LINK_TABLE);
  }

  /**
   * Removes deleted records from the file of the users' database. A table from an earlier call of
   * {@link #users} cannot be used afterwards.
   */
  public void compactUsersDatabase() {
    dynamoDb.close();
    EmbeddedDynamoDb.compact(folder.users());
  }

  public Bucket bucket() {
    return s3.get().bucket();
  }

  /** The failures of files, and the damaged files, since the stack was opened. */
  public FileFaults fileFaults() {
    return fileFaults;
  }

  /** The stack's files, for messages to the user. */
  public DataFolder dataFolder() {
    return folder;
  }

  /** The temporary passwords and sign-in links that jobs of this stack have issued. */
  public LetterCredentials letterCredentials() {
    return wiring().letterCredentials();
  }

  public String stateMachineArn() {
    return StackSettings.STATE_MACHINE.stateMachineArn();
  }

  /**
   * A client of Step Functions. The first call starts the state machine. {@link #processMailEvents}
   * runs before that, so that a job does not send to an address that has bounced.
   */
  public SfnClient stepFunctions() {
    return stateMachine.get().client();
  }

  /**
   * Makes all services available to other programs on this machine and to Docker containers until
   * the stack is closed. Programs find the resources by {@code DescribeStacks}, and must sign their
   * requests with the stack's key.
   *
   * @throws PortUnavailableException if a port cannot be used
   * @throws DataFolderException if a job could not write into the folder
   */
  public ServedStack serve() {
    JobReadiness.check(folder);
    AwsEndpoint http = endpoint.get();
    http.addJsonService(StepFunctionsService.PREFIX, stateMachine.get().service());
    http.addJsonService(DynamoDbService.PREFIX, new DynamoDbService(dynamoDb.get().client()));
    new LambdaService(functions.get()).addTo(http);
    return new ServedStack(http.uri(), s3Server.get().uri(), dockerProxy.get().host(), key);
  }

  /** Refuses new jobs, stops the running ones, and returns their IDs. */
  public List<String> stopJobs() {
    return stateMachine.get().stopAll();
  }

  /**
   * Writes the report of a job that has ended. Waits until no function is running, since a running
   * function may still be updating users. A failure keeps its cause, unlike that of a function.
   */
  public Report.Answer report(JobId jobId) {
    Executions executions = new Executions(stepFunctions(), stateMachineArn());
    functions.get().awaitIdle();
    JobReporter reporter = new JobReporter(users(), bucket(), executions, clock, Duration.ZERO);
    return new InvocationUsage("ReportJob")
        .during(() -> reporter.report(JobReporter.Request.of(jobId)));
  }

  /** Passes the pending SES events to {@code RecordDelivery}, as SNS does on AWS. */
  public void recordDeliveries() {
    mailEvents().deliver();
  }

  /**
   * Processes the SES events that a killed process left: records the events of messages that were
   * sent, and deletes the events of messages that were not. Must not run while mail is being sent.
   */
  public void processMailEvents() {
    recordDeliveries();
    mailEvents().deleteUnsent();
  }

  private SesEventTopic mailEvents() {
    return new SesEventTopic(
        folder.sentMail(), (name, event) -> functions.get().invoke(name, event), fileFaults);
  }

  /** The clients and settings of the functions in this stack. */
  public Wiring wiring() {
    return new Wiring(
        Settings.of(StackSettings.functionVariables()),
        dynamoDb.get().client(),
        s3.get().client(),
        services.get().ses(),
        services.get().kms(),
        () -> LocalStateMachine.client(stateMachine),
        LambdaService.QUOTA,
        sendsLetters -> true,
        clock,
        sleeper);
  }

  private EmbeddedS3 openS3() {
    EmbeddedS3 opened = EmbeddedS3.open(folder.objects(), !folder.isFilled(), fileFaults);
    PreviewLetters.deleteExpired(opened.bucket(), clock.instant());
    return opened;
  }

  private LocalStateMachine startStateMachine() {
    Lazy.startAll(dynamoDb, s3);
    linkAdministration().deleteExpired(clock.instant());
    processMailEvents();
    return LocalStateMachine.start(
        home,
        folder,
        fileFaults,
        ExecutionServices.of(
            stateMachineFunctions.map(functions.get()::passingTo).orElseGet(functions::get),
            s3.get()::read,
            clock),
        stateMachineFunctions);
  }

  private DockerBridgeProxy startDockerProxy() {
    return DockerBridgeProxy.open(
        DockerBridge.find(), endpoint.get().uri().getPort(), s3Server.get().uri().getPort());
  }

  /** Waits for running functions, stops all started parts and releases the data folder. */
  @Override
  public void close() {
    dockerProxy.close();
    functions.close();
    endpoint.close();
    stateMachine.close();
    services.close();
    dynamoDb.close();
    s3Server.close();
    s3.close();
    folder.close();
  }
}
