package org.rollcall.local.aws;

import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Runs the suite on LocalStack in a container. Its Lambda runs the packaged functions in separate
 * containers. Only the profile {@code containers} runs it: that a machine has Docker does not mean
 * that it can pull images.
 */
class LocalStackContainerIT extends JobSuite {

  /** The last version that is free of charge. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  /** The services that the stack uses, and those that Lambda and SES use. */
  private static final String[] SERVICES = {
    "dynamodb",
    "s3",
    "kms",
    "ses",
    "iam",
    "sts",
    "lambda",
    "stepfunctions",
    "logs",
    "cloudwatch",
    "sqs",
    "sns",
    "events"
  };

  /** The path of a Python script that LocalStack runs before it is ready. */
  private static final String QUOTA_SCRIPT = "/etc/localstack/init/start.d/send_quota.py";

  @Override
  Optional<String> missingRequirement() {
    return Boolean.getBoolean("rollcall.containers")
        ? Optional.empty()
        : Optional.of(
            "LocalStackContainerIT runs only if it is asked for: mvn verify -Pcontainers."
                + " CONTRIBUTING.md says what it needs.");
  }

  @Override
  DeployedStack deploy(Path folder) {
    String image = System.getProperty("localstack.image", IMAGE);
    LocalStackContainer container =
        new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
            .withServices(SERVICES)
            .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
            .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120")
            .withCopyFileToContainer(
                MountableFile.forHostPath(HOME.resolve(".ci/send_quota.py")), QUOTA_SCRIPT);
    container.start();
    try {
      DeployedStack stack =
          Deployment.deploy(
              AwsConnection.of(
                  container.getEndpoint(),
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          container.getAccessKey(), container.getSecretKey())),
                  Region.of(container.getRegion())),
              HOME,
              new DeployedFunctions());
      // Stopping the container deletes the stack.
      return new DeployedStack(
          stack.wiring(), stack.jobs(), stack.jobsWithoutUpdates(), container::stop);
    } catch (RuntimeException | Error e) {
      container.stop();
      throw e;
    }
  }
}
