package org.rollcall.local.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.LambdaService;
import org.rollcall.local.LocalFunctions;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Functions in this process that use the services at the endpoint. The endpoint's Step Functions
 * calls them through an embedded Lambda.
 *
 * @param port the port of the embedded Lambda on this machine
 */
record InProcessFunctions(int port) implements FunctionHost {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

  @Override
  public Map<String, String> deploy(Deployment deployment) {
    LocalFunctions functions = new LocalFunctions(deployment.wiring());
    AwsCredentialsIdentity key = deployment.connection().credentials().resolveCredentials();
    AwsEndpoint lambda =
        AwsEndpoint.start(port, new ServerKey(key.accessKeyId(), key.secretAccessKey()))
            .addRestService(LambdaService.VERSION, new LambdaService(functions));
    deployment.addCleanup(functions::close);
    deployment.addCleanup(lambda::close);
    Map<String, String> arns = new LinkedHashMap<>();
    deployment
        .template()
        .functions()
        .forEach(function -> arns.put(function.name(), ARN + function.name()));
    return arns;
  }

  @Override
  public String toString() {
    return "in this process, behind Lambda's Invoke on port " + port;
  }
}
