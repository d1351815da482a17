package org.rollcall.local.aws;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the suite at {@code AWS_ENDPOINT_URL}, in the profile {@code endpoint} only: the variable
 * may also be set for other programs. With {@code -Drollcall.lambda.port=PORT} the functions run in
 * this process, and the endpoint's Step Functions must be configured to call them at that port. By
 * default, they are deployed to the endpoint's Lambda.
 */
class EndpointIT extends JobSuite {

  @Override
  Optional<String> missingRequirement() {
    return Boolean.getBoolean("rollcall.endpoint")
        ? Optional.empty()
        : Optional.of(
            "EndpointIT runs only if it is asked for: mvn verify -Pendpoint, with AWS_ENDPOINT_URL set."
                + " CONTRIBUTING.md says what it needs.");
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
