package org.rollcall.local.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.LambdaService;
import org.rollcall.local.LocalFunctions;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The functions in this process, at work on what is at the endpoint, behind a Lambda of ours that
 * the endpoint's Step Functions has been told to call.
 *
 * @param port where that Lambda is, on this machine
 */
record FunctionsHere(int port) implements FunctionHost {

  private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";

  @Override
  public Map<String, String> deploy(Deployment deployment) {
    LocalFunctions functions = new LocalFunctions(deployment.wiring());
    AwsCredentialsIdentity key = deployment.access().credentials().resolveCredentials();
    AwsEndpoint lambda =
        AwsEndpoint.start(port, new ServerKey(key.accessKeyId(), key.secretAccessKey()))
            .addRestService(LambdaService.VERSION, new LambdaService(functions));
    deployment.atTheEnd(functions::close);
    deployment.atTheEnd(lambda::close);
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
