package org.rollcall.local.aws;

import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The suite on LocalStack in a container, whose Lambda runs the packaged functions in containers of
 * their own.
 */
class LocalStackContainerIT extends JobSuite {

  /** The last one that is free of charge. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  /** What the stack uses, and what Lambda and SES use in their turn. */
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

  /** LocalStack runs the Python that lies here in its own process, before it is ready. */
  private static final String QUOTA = "/etc/localstack/init/start.d/send_quota.py";

  @Override
  Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("Docker is not available, so LocalStack cannot be started in a container.");
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
                MountableFile.forHostPath(HOME.resolve(".ci/send_quota.py")), QUOTA);
    container.start();
    try {
      DeployedStack stack =
          Deployment.to(
              Access.of(
                  container.getEndpoint(),
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          container.getAccessKey(), container.getSecretKey())),
                  Region.of(container.getRegion())),
              HOME,
              new FunctionsInLambda());
      // What is in the container goes with it.
      return new DeployedStack(
          stack.wiring(), stack.jobs(), stack.jobsWithoutUpdates(), container::stop);
    } catch (RuntimeException | Error e) {
      container.stop();
      throw e;
    }
  }
}
