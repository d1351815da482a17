package org.rollcall.local.aws;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the suite at {@code AWS_ENDPOINT_URL}. With {@code -Drollcall.lambda.port=PORT} the
 * functions run in this process, and the endpoint's Step Functions must be configured to call them
 * at that port. By default, they are deployed to the endpoint's Lambda.
 */
class EndpointIT extends JobSuite {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  @Override
  Optional<String> missingRequirement() {
    return Optional.ofNullable(System.getenv(ENDPOINT)).filter(url -> !url.isBlank()).isPresent()
        ? Optional.empty()
        : Optional.of(ENDPOINT + " is not set, so there is no endpoint for the suite.");
  }

  @Override
  DeployedStack deploy(Path folder) {
    Optional<FunctionHost> inProcess =
        Optional.ofNullable(Integer.getInteger("rollcall.lambda.port"))
            .map(InProcessFunctions::new);
    return Deployment.deploy(
        AwsConnection.fromEnvironment(), HOME, inProcess.orElseGet(DeployedFunctions::new));
  }
}
