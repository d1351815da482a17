package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.json.Json;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.report.JobReporter;
import org.rollcall.start.Executions;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A stack that is deployed on AWS, or wherever {@code AWS_ENDPOINT_URL} leads, by the name it has
 * in CloudFormation. It lives on for itself; this is one who looks in.
 */
public final class DeployedStack implements Stack {

  private static final int CREDENTIAL_DAYS = 30;

  private final Deployment deployment;
  private final AwsClients clients;
  private final SfnClient states;
  private final UserTable users;
  private final Bucket bucket;

  private DeployedStack(Deployment deployment, AwsClients clients) {
    this.deployment = requireNonNull(deployment, "deployment is null");
    this.clients = requireNonNull(clients, "clients is null");
    this.states = clients.states();
    this.users = new UserTable(clients.dynamoDb(), deployment.output("TableName"), new Usage());
    this.bucket = new Bucket(clients.s3(), deployment.output("BucketName"), new Usage());
  }

  /**
   * Looks a stack up.
   *
   * @throws StackException if there is none of this name, or it is another's
   * @throws software.amazon.awssdk.core.exception.SdkException if AWS does not say
   */
  public static DeployedStack of(String name) {
    AwsClients clients = new AwsClients();
    try (CloudFormationClient cloudFormation = clients.cloudFormation()) {
      return new DeployedStack(Deployment.of(cloudFormation, name), clients);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  @Override
  public UserTable users() {
    return users;
  }

  @Override
  public UserAdministration userAdministration() {
    return new UserAdministration(clients.dynamoDb(), deployment.output("TableName"));
  }

  @Override
  public Bucket bucket() {
    return bucket;
  }

  @Override
  public SfnClient states() {
    return states;
  }

  @Override
  public String stateMachineArn() {
    return deployment.output("StateMachineArn");
  }

  /** By the stack's URL if nothing else will do, or if the URL is to say who starts it. */
  @Override
  public StartedJob start(JsonNode input) throws JobRefusedException {
    boolean isRequired =
        deployment.parameter("StartJobsByIdentity").filter("REQUIRED"::equals).isPresent();
    return isRequired || (!input.has("initiated_by") && deployment.find("StartUrl").isPresent())
        ? clients.startUrl(deployment.output("StartUrl")).start(input)
        : StartedJob.execution(states, stateMachineArn(), input);
  }

  @Override
  public void report(JobReporter.Request request) {
    String function = deployment.output("ReportJobFunctionArn");
    try (LambdaClient lambda = clients.lambda()) {
      InvokeResponse answer =
          lambda.invoke(
              call ->
                  call.functionName(function).payload(SdkBytes.fromByteArray(Json.bytes(request))));
      if (answer.functionError() != null) {
        throw StackException.failed(
            "the function ReportJob failed: %s. Its log may say more."
                .formatted(message(answer.payload())));
      }
    }
  }

  private static String message(SdkBytes failure) {
    return Json.read(failure.asByteArray(), JsonNode.class).path("errorMessage").asText();
  }

  /** On AWS, SNS tells the function. */
  @Override
  public void recordDeliveries() {}

  @Override
  public void settleMail() {}

  @Override
  public Optional<String> sender() {
    return deployment.parameter("Sender");
  }

  @Override
  public Duration credentialsLast() {
    return Duration.ofDays(
        deployment.parameter("CredentialDays").map(Integer::valueOf).orElse(CREDENTIAL_DAYS));
  }

  @Override
  public JobProgress progress(String executionArn, String jobId) {
    return new MapRunProgress(states, executionArn, bucket, jobId);
  }

  /** Step Functions bounds how often an account may ask; this leaves room for others. */
  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  /** Somewhat longer than the template lets any function take that has users in hand. */
  @Override
  public Duration settling() {
    return Duration.ofMinutes(3);
  }

  @Override
  public boolean endsJobs() {
    return false;
  }

  @Override
  public String object(String key) {
    return "s3://" + bucket.name() + "/" + key;
  }

  @Override
  public String history(String jobId) {
    return "aws stepfunctions get-execution-history --execution-arn "
        + Executions.arn(stateMachineArn(), jobId);
  }

  @Override
  public Optional<Path> inbox() {
    return Optional.empty();
  }

  @Override
  public Path page() {
    try {
      return Files.createTempFile("rollcall-letter-", ".html");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String option() {
    return " --stack " + deployment.name();
  }

  /** They have gone to those whom they are for. */
  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> names) {
    return 0;
  }

  @Override
  public void wipeDeletedUsers() {}

  @Override
  public Optional<String> servedFolder() {
    return deployment.find("DataFolder");
  }

  @Override
  public List<String> keepers() {
    return List.of(
        "older versions of the jobs' objects are in the bucket for two or three days more",
        "the table's backups have the record for 35 days; if you restore one, forget again",
        "Amazon SES may tell of the person's letters for some days more; forget again then",
        "Amazon SES's suppression list may have the person's addresses");
  }

  @Override
  public void close() {
    states.close();
    clients.close();
  }
}
