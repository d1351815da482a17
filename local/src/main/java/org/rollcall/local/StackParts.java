package org.rollcall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rollcall.aws.Bucket;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.docker.DockerBridge;
import org.rollcall.local.endpoint.docker.DockerBridgeProxy;
import org.rollcall.local.endpoint.ses.Inbox;
import org.rollcall.local.stack.DataFolder;
import org.rollcall.local.stack.EmbeddedDynamoDb;
import org.rollcall.local.stack.EmbeddedS3;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.notify.Sleeper;

/** The parts of a local stack. Each part starts when it is first used. */
final class StackParts implements AutoCloseable {

  private final DataFolder folder;
  private final Path home;
  private final Clock clock;
  private final Sleeper sleeper;
  private final ServerKey key = ServerKey.random();
  private final Lazy<EmbeddedDynamoDb> dynamoDb;
  private final Lazy<EmbeddedS3> s3;
  private final Lazy<AwsServices> services;
  private final Lazy<LocalFunctions> functions;
  private final Lazy<DockerBridgeProxy> dockerProxy;
  private final Lazy<LocalStateMachine> stateMachine;

  StackParts(DataFolder folder, Path home, LocalStack.Ports ports, Clock clock, Sleeper sleeper) {
    this.folder = folder;
    this.home = home;
    this.clock = clock;
    this.sleeper = sleeper;
    this.dynamoDb = new Lazy<>(() -> EmbeddedDynamoDb.start(folder.users()));
    this.s3 =
        new Lazy<>(
            PortUnavailableException.translatingBindErrors(
                () -> EmbeddedS3.start(folder.objects(), ports.s3(), key)));
    this.services =
        new Lazy<>(
            PortUnavailableException.translatingBindErrors(
                () -> AwsServices.start(folder, ports.services(), key, clock)));
    this.functions = new Lazy<>(() -> new LocalFunctions(wiring()));
    this.dockerProxy =
        new Lazy<>(PortUnavailableException.translatingBindErrors(this::startDockerProxy));
    this.stateMachine = new Lazy<>(this::startStateMachine);
  }

  DataFolder folder() {
    return folder;
  }

  ServerKey key() {
    return key;
  }

  EmbeddedDynamoDb dynamoDb() {
    return dynamoDb.get();
  }

  /** Closes the database. The next use opens it again. */
  void closeDynamoDb() {
    dynamoDb.close();
  }

  EmbeddedS3 s3() {
    return s3.get();
  }

  AwsServices services() {
    return services.get();
  }

  LocalFunctions functions() {
    return functions.get();
  }

  DockerBridgeProxy dockerProxy() {
    return dockerProxy.get();
  }

  /**
   * The state machine. Before it starts, pending SES events are processed, so that a job does not
   * send to an address that has bounced.
   */
  LocalStateMachine stateMachine() {
    return stateMachine.get();
  }

  /** Starts DynamoDB and S3 in parallel, since they are the slowest parts to start. */
  void startDatabases() {
    try {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(dynamoDb::get), CompletableFuture.runAsync(s3::get))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  Bucket bucket(String name) {
    return new Bucket(s3().client(), name);
  }

  /** Passes the pending SES events to the function {@code RecordDelivery}, if there are any. */
  void recordDeliveries() {
    Inbox inbox = folder.sentMail();
    try {
      if (!inbox.pendingEvents(1).isEmpty()) {
        new SesEventTopic(inbox, functions()).deliver();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be published: " + e.getMessage(), e);
    }
  }

  /**
   * Passes pending SES events to the function, and deletes messages that were not sent, with their
   * events.
   */
  void processMailEvents() {
    recordDeliveries();
    try {
      folder.sentMail().deleteUnsent();
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be deleted: " + e.getMessage(), e);
    }
  }

  /** The clients and settings of the functions. */
  Wiring wiring() {
    return new Wiring(
        Settings.of(StackSettings.functionVariables()),
        dynamoDb().client(),
        s3().client(),
        services().ses(),
        services().kms(),
        services()::stepFunctions,
        clock,
        sleeper);
  }

  private LocalStateMachine startStateMachine() {
    startDatabases();
    processMailEvents();
    return LocalStateMachine.start(
        home, folder.executions(), ExecutionServices.of(functions(), this::readObject), services());
  }

  private byte[] readObject(String bucket, String key) throws IOException {
    return bucket(bucket)
        .get(key)
        .orElseThrow(() -> new IOException("The specified key does not exist: " + key));
  }

  private DockerBridgeProxy startDockerProxy() {
    return DockerBridgeProxy.open(
        DockerBridge.find(), services().uri().getPort(), s3().uri().getPort());
  }

  /**
   * Waits for running functions, stops all started parts and releases the data folder. S3 is closed
   * last because it takes longest.
   */
  @Override
  public void close() {
    dockerProxy.close();
    functions.close();
    stateMachine.close();
    services.close();
    dynamoDb.close();
    s3.close();
    folder.close();
  }
}
