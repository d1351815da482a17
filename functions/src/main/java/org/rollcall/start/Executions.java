package org.rollcall.start;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.rollcall.aws.ServiceFaults;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** The executions of the state machine, of which each is a job. */
public final class Executions {

  /** How long Step Functions is waited for, with all tries: those of one name are one start. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private static final Set<String> BUSY =
      Set.of("ThrottlingException", "ExecutionLimitExceeded", "ServiceUnavailable");

  private static final int SERVER_FAULTS = 500;

  private final SfnClient client;
  private final String stateMachineArn;

  public Executions(SfnClient client, String stateMachineArn) {
    this.client = requireNonNull(client, "client is null");
    this.stateMachineArn = requireNonNull(stateMachineArn, "stateMachineArn is null");
  }

  /** How a client of Step Functions has to be set up, so that a call ends while somebody waits. */
  public static ClientOverrideConfiguration settings() {
    return ClientOverrideConfiguration.builder().apiCallTimeout(TIME_LIMIT).build();
  }

  /**
   * Starts an execution.
   *
   * @param name a new one
   * @return the execution's ARN
   * @throws StartRefused if Step Functions did not start it, or did not say
   */
  String start(String name, String input) throws StartRefused {
    try {
      return client
          .startExecution(
              request -> request.stateMachineArn(stateMachineArn).name(name).input(input))
          .executionArn();
    } catch (SfnException e) {
      throw isSurelyNotStarted(e) ? refused(ServiceFaults.code(e)) : unclear(name);
    } catch (SdkClientException e) {
      throw unclear(name);
    }
  }

  /** One that is there already under a new name is this one, whose start was tried twice. */
  private static boolean isSurelyNotStarted(SfnException e) {
    return e.statusCode() < SERVER_FAULTS && !(e instanceof ExecutionAlreadyExistsException);
  }

  private static StartRefused refused(String code) {
    return BUSY.contains(code)
        ? new StartRefused(
            503, "", "Step Functions is too busy to start a job: try again in a minute")
        : new StartRefused(
            502,
            "",
            "Step Functions refused to start the job ("
                + code
                + "): tell whoever looks after the stack");
  }

  private static StartRefused unclear(String name) {
    return new StartRefused(
        504,
        "",
        "Step Functions did not say whether it has started the job "
            + name
            + ": look for it among the executions before you start it again");
  }
}
