package org.rollcall.start;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.id.JobId;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** The executions of the state machine, of which each is a job. */
@UsesAwsSdk
public final class Executions {

  /** How long Step Functions is waited for, with all tries: those of one name are one start. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  /** How long one try may take: far more than Step Functions needs, and time for others. */
  private static final Duration TRY_LIMIT = Duration.ofSeconds(6);

  private static final int SERVER_FAULTS = 500;

  private final SfnClient client;
  private final String stateMachineArn;

  public Executions(SfnClient client, String stateMachineArn) {
    this.client = requireNonNull(client, "client is null");
    this.stateMachineArn = requireNonNull(stateMachineArn, "stateMachineArn is null");
  }

  /** The ARN of the execution that a state machine has, or would have, by a name. */
  public static String arn(String stateMachineArn, JobId jobId) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + jobId;
  }

  /** How a client of Step Functions has to be set up, so that a call ends while somebody waits. */
  public static ClientOverrideConfiguration settings() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(TIME_LIMIT)
        .apiCallAttemptTimeout(TRY_LIMIT)
        .build();
  }

  /** Step Functions refused to start an execution: there is none. */
  public static final class NotStarted extends Exception {

    private final SfnException refusal;

    NotStarted(SfnException refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    /** What Step Functions said. */
    public SfnException refusal() {
      return refusal;
    }

    /** Its error's code, such as {@code AccessDeniedException}. */
    String code() {
      return ServiceErrors.code(refusal);
    }
  }

  /**
   * Step Functions did not say whether it has started an execution: there may be one. The cause is
   * what it said instead, or what was in the way to it.
   */
  public static final class StartUnclear extends Exception {

    StartUnclear(SdkException failure) {
      super(failure);
    }
  }

  /**
   * Starts an execution.
   *
   * @param jobId a new ID. An execution of this name that exists is the same start: the SDK repeats
   *     a call whose response was lost.
   * @return the execution's ARN
   */
  public String start(JobId jobId, String input) throws NotStarted, StartUnclear {
    try {
      return client
          .startExecution(
              request -> request.stateMachineArn(stateMachineArn).name(jobId.value()).input(input))
          .executionArn();
    } catch (ExecutionAlreadyExistsException e) {
      return arn(stateMachineArn, jobId);
    } catch (SfnException e) {
      if (e.statusCode() < SERVER_FAULTS) {
        throw new NotStarted(e);
      }
      throw new StartUnclear(e);
    } catch (SdkClientException e) {
      throw new StartUnclear(e);
    }
  }
}
