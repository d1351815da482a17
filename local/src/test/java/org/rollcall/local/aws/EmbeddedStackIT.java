package org.rollcall.local.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.LocalFunctions;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.ExecutionFolder;
import org.rollcall.local.states.StepFunctionsService;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.local.states.execution.ExecutionServices;
import org.rollcall.local.states.execution.StateMachineIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The suite on the embedded stack. */
class EmbeddedStackIT extends JobSuite {

  @Override
  DeployedStack deploy(Path folder) {
    LocalStack stack = LocalStack.open(folder.resolve("data"), HOME);
    stack.fill(true);
    ServedStack served = stack.serve();
    AwsConnection connection = AwsConnection.of(served, Region.US_EAST_1);
    Wiring wiring = connection.wiring(stack.wiring().settings());
    AwsEndpoint withoutUpdates = AwsEndpoint.start(0, ServerKey.random());
    StateMachineIdentity identity =
        new StateMachineIdentity("us-east-1", "000000000000", "rollcall-update-notify-users");
    SfnClient statesWithoutUpdates =
        AwsConnection.of(withoutUpdates.uri(), withoutUpdates.credentials(), Region.US_EAST_1)
            .client(SfnClient.builder());
    LocalFunctions functions =
        new LocalFunctions(
            RecordCopy.with(
                wiring, "stepFunctions", (Supplier<SfnClient>) () -> statesWithoutUpdates));
    withoutUpdates.addJsonService(
        "AWSStepFunctions",
        new StepFunctionsService(
            identity,
            StateMachine.load(
                StateMachineDefinition.read(HOME).text(),
                StateMachineDefinition.substitutions(
                    Map.of("UpdateUser", "UpdateUser-that-does-not-exist"))),
            new ExecutionFolder(folder.resolve("executions"), new FileFaults()),
            ExecutionServices.of(functions, (bucket, key) -> object(wiring, key), wiring.clock()),
            () -> {}));
    return new DeployedStack(
        wiring,
        new JobRunner(connection.client(SfnClient.builder()), stack.stateMachineArn()),
        new JobRunner(statesWithoutUpdates, identity.stateMachineArn()),
        () -> {
          functions.close();
          withoutUpdates.close();
          stack.close();
        });
  }

  private static byte[] object(Wiring wiring, String key) throws IOException {
    return wiring.bucket().get(key).orElseThrow(() -> new IOException("no object " + key));
  }
}
