package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandException;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.local.admin.LinkAdministration;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintRequest;
import org.rollcall.report.JobReporter;
import org.rollcall.report.Report;
import org.rollcall.start.Executions;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A stack that is deployed on AWS, or at the endpoint in {@code AWS_ENDPOINT_URL}. It is found by
 * its name in CloudFormation.
 */
public final class DeployedStack implements Stack {

  private static final int DEFAULT_CREDENTIAL_DAYS = 30;
  private static final int DEFAULT_LINK_HOURS = 72;

  /** Step Functions limits the calls of an account; this leaves room for other callers. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final Deployment deployment;
  private final AwsClients clients;
  private final SfnClient states;
  private final UserTable users;
  private final Bucket bucket;

  private DeployedStack(Deployment deployment, AwsClients clients) {
    this.deployment = deployment;
    this.clients = clients;
    this.states = clients.states();
    this.users = new UserTable(clients.dynamoDb(), deployment.output("TableName"));
    this.bucket = new Bucket(clients.s3(), deployment.output("BucketName"));
  }

  /**
   * Opens a stack.
   *
   * @throws CommandException if there is no stack of this name, or it is not a Rollcall stack
   * @throws software.amazon.awssdk.core.exception.SdkException if the call to AWS fails
   */
  public static DeployedStack open(String name) {
    AwsClients clients = new AwsClients();
    try (CloudFormationClient cloudFormation = clients.cloudFormation()) {
      Deployment deployment = Deployment.read(cloudFormation, name);
      return new DeployedStack(deployment, clients);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  @Override
  public SfnClient states() {
    return states;
  }

  @Override
  public UserTable users() {
    return users;
  }

  @Override
  public Bucket bucket() {
    return bucket;
  }

  @Override
  public UserAdministration userAdministration() {
    return new UserAdministration(clients.dynamoDb(), deployment.output("TableName"));
  }

  @Override
  public LinkAdministration linkAdministration() {
    return new LinkAdministration(clients.dynamoDb(), deployment.output("LinkTableName"));
  }

  @Override
  public String stateMachineArn() {
    return deployment.output("StateMachineArn");
  }

  /**
   * Starts a job. The stack's URL is used if the stack requires it, or if it is to set the key
   * {@code initiated_by}; otherwise, Step Functions is called.
   */
  @Override
  public StartedJob start(JsonNode input) throws JobRefusedException {
    boolean setsInitiator = !input.has("initiated_by") && identifiesOperator();
    return isIdentityRequired() || setsInitiator
        ? clients.startUrl(deployment.output("StartUrl")).start(input)
        : StartedJob.start(states, stateMachineArn(), input);
  }

  private boolean isIdentityRequired() {
    return deployment.findParameter("StartJobsByIdentity").filter("REQUIRED"::equals).isPresent();
  }

  @Override
  public Optional<String> requiredCaller() {
    return isIdentityRequired() ? Optional.of(clients.callerArn()) : Optional.empty();
  }

  @Override
  public boolean identifiesOperator() {
    return deployment.findOutput("StartUrl").isPresent();
  }

  @Override
  public boolean buildReport(JobId jobId) {
    byte[] answer =
        invoke("ReportJob", StackError.REPORT_JOB_FAILED, JobReporter.Request.of(jobId));
    String status = Json.read(answer, JsonNode.class).path("status").asText();
    return !status.equals(Report.StillRunning.RUNNING);
  }

  @Override
  public PrintAnswer printLetters(PrintRequest request) {
    return Json.read(
        invoke("PrintLetters", StackError.PRINT_LETTERS_FAILED, request), PrintAnswer.class);
  }

  /**
   * Calls a function of the stack.
   *
   * @param failure the error if the function fails
   * @return the function's answer
   */
  private byte[] invoke(String name, StackError failure, Object request) {
    String function = deployment.output(name + "FunctionArn");
    SdkBytes payload = SdkBytes.fromByteArray(Json.bytes(request));
    try (LambdaClient lambda = clients.lambda()) {
      InvokeResponse response = lambda.invoke(call -> call.functionName(function).payload(payload));
      byte[] answer = response.payload().asByteArray();
      if (response.functionError() != null) {
        throw CommandException.failed(
            failure, Json.read(answer, JsonNode.class).path("errorMessage").asText());
      }
      return answer;
    }
  }

  @Override
  public Optional<String> sender() {
    return deployment.findParameter("Sender");
  }

  @Override
  public Duration lifetime(CredentialKind kind) {
    return kind == CredentialKind.LINK
        ? Duration.ofHours(number("LinkHours", DEFAULT_LINK_HOURS))
        : Duration.ofDays(number("CredentialDays", DEFAULT_CREDENTIAL_DAYS));
  }

  private int number(String parameter, int defaultValue) {
    return deployment.findParameter(parameter).map(Integer::valueOf).orElse(defaultValue);
  }

  @Override
  public JobProgress progress(String executionArn, JobId jobId) {
    return new MapRunProgress(states, executionArn, bucket, jobId);
  }

  @Override
  public Duration pollInterval() {
    return POLL_INTERVAL;
  }

  @Override
  public String location(String key) {
    return "s3://" + bucket.name() + "/" + key;
  }

  @Override
  public String executionHistory(JobId jobId) {
    return "aws stepfunctions get-execution-history --execution-arn "
        + Executions.arn(stateMachineArn(), jobId);
  }

  @Override
  public Path tempPage() {
    try {
      return Files.createTempFile("rollcall-letter-", ".html");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String cliFlag() {
    return " --stack " + deployment.name();
  }

  @Override
  public String title() {
    return deployment.name() + (servingFolder().isPresent() ? "" : " on AWS");
  }

  @Override
  public Optional<String> servingFolder() {
    return deployment.findOutput("DataFolder");
  }

  @Override
  public List<String> retentionNotes() {
    return List.of(
        "older versions of the jobs' objects remain in the bucket for two or three more days",
        "the table's backups contain the record for 35 days; if you restore one, run forget again",
        "Amazon SES may report deliveries to the person for some more days; then run forget again",
        "Amazon SES's suppression list may contain the person's addresses");
  }

  @Override
  public void close() {
    states.close();
    clients.close();
  }
}
