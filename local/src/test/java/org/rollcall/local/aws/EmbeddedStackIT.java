package org.rollcall.local.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.rollcall.aws.Usage;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.LocalFunctions;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.states.StateMachine;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.execution.StateMachineIdentity;
import org.rollcall.local.states.services.ExecutionServices;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The suite on the embedded stack. */
class EmbeddedStackIT extends JobSuite {

  @Override
  DeployedStack deploy(Path folder) {
    LocalStack stack = LocalStack.open(folder.resolve("data"), HOME);
    stack.fill(true);
    ServedStack served = stack.serve();
    Access access = Access.of(served, Region.US_EAST_1);
    Wiring wiring = access.wiring(stack.wiring().settings());
    AwsEndpoint lacking = AwsEndpoint.start(0);
    StateMachineIdentity identity =
        new StateMachineIdentity("us-east-1", "000000000000", "rollcall-without-updates");
    LocalFunctions functions = new LocalFunctions(wiring);
    lacking.addJsonService(
        "AWSStepFunctions",
        new StepFunctionsService(
            identity,
            StateMachine.load(
                Definition.in(HOME).text(),
                Definition.substitutions(Map.of("UpdateUser", "UpdateUser-that-is-not-there"))),
            folder.resolve("executions"),
            ExecutionServices.of(functions, (bucket, key) -> object(wiring, key))));
    return new DeployedStack(
        wiring,
        new JobRunner(access.client(SfnClient.builder()), stack.stateMachineArn()),
        new JobRunner(
            Access.of(lacking.uri(), lacking.credentials(), Region.US_EAST_1)
                .client(SfnClient.builder()),
            identity.stateMachineArn()),
        () -> {
          functions.close();
          lacking.close();
          stack.close();
        });
  }

  private static byte[] object(Wiring wiring, String key) throws IOException {
    return wiring
        .bucket(new Usage())
        .get(key)
        .orElseThrow(() -> new IOException("there is no " + key));
  }
}
