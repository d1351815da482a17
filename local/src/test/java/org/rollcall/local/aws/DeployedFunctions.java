package org.rollcall.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.local.packaged.StackTemplate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;

/** Deploys the functions of the packaged jar to the Lambda service of an endpoint. */
final class DeployedFunctions implements FunctionHost {

  @Override
  public Map<String, String> deploy(Deployment deployment) {
    StackTemplate template = deployment.template();
    LambdaClient lambda = deployment.client(LambdaClient.builder());
    Map<String, String> arns = new LinkedHashMap<>();
    for (StackTemplate.Function function : template.functions()) {
      String name = deployment.name(function.name());
      arns.put(
          function.name(),
          lambda
              .createFunction(
                  create ->
                      create
                          .functionName(name)
                          .runtime(template.runtime())
                          .architectures(Architecture.fromValue(template.architecture()))
                          .handler(function.handler())
                          .role(deployment.role())
                          .code(code -> code.zipFile(readJar(function.code())))
                          .timeout(function.timeoutSeconds())
                          .memorySize(function.memoryMegabytes())
                          .environment(
                              variables -> variables.variables(deployment.environment(function))))
              .functionArn());
      deployment.addCleanup(() -> lambda.deleteFunction(delete -> delete.functionName(name)));
    }
    arns.values()
        .forEach(arn -> lambda.waiter().waitUntilFunctionActiveV2(wait -> wait.functionName(arn)));
    return arns;
  }

  private static SdkBytes readJar(Path jar) {
    try {
      return SdkBytes.fromByteArray(Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "in the Lambda of the endpoint";
  }
}
