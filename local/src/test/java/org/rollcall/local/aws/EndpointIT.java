package org.rollcall.local.aws;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The suite on what is at {@code AWS_ENDPOINT_URL}. With {@code -Drollcall.lambda.port=PORT} the
 * functions stay in this process, and the endpoint's Step Functions is expected to call them at
 * that port; without, they are deployed to the endpoint's Lambda.
 */
class EndpointIT extends JobSuite {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  @Override
  Optional<String> missing() {
    return Optional.ofNullable(System.getenv(ENDPOINT)).filter(it -> !it.isBlank()).isPresent()
        ? Optional.empty()
        : Optional.of(ENDPOINT + " is not set, so there is no endpoint to run the suite against.");
  }

  @Override
  DeployedStack deploy(Path folder) {
    Optional<FunctionHost> here =
        Optional.ofNullable(Integer.getInteger("rollcall.lambda.port")).map(FunctionsHere::new);
    return Deployment.to(Access.ofEnvironment(), HOME, here.orElseGet(FunctionsInLambda::new));
  }
}
