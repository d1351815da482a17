package org.rollcall.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.AwsException;
import org.rollcall.aws.ClientLimits;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.id.JobId;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Starts executions of the state machine, and finds out how they ended. Each one is a job. */
@UsesAwsSdk
public final class Executions {

  /** The timeout of a call with all attempts. Attempts with the same name start one execution. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /** The timeout of one attempt. It leaves time for two more. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(6);

  private static final int MIN_SERVER_ERROR_STATUS = 500;

  /**
   * How long functions may continue after their execution has ended. This is longer than the
   * timeout of every function that changes users or sends letters.
   */
  public static final Duration DRAIN_TIME = Duration.ofMinutes(3);

  private final SfnClient client;
  private final String stateMachineArn;
  private final Duration drainTime;

  public Executions(SfnClient client, String stateMachineArn) {
    this(client, stateMachineArn, DRAIN_TIME);
  }

  /**
   * @param drainTime {@link #DRAIN_TIME}, or zero if functions end with their execution
   */
  public Executions(SfnClient client, String stateMachineArn, Duration drainTime) {
    this.client = client;
    this.stateMachineArn = stateMachineArn;
    this.drainTime = drainTime;
  }

  /** How long functions may continue after their execution has ended. */
  public Duration drainTime() {
    return drainTime;
  }

  /** The ARN of the execution of a job, whether the execution exists or not. */
  public static String arn(String stateMachineArn, JobId jobId) {
    return stateMachineArn.replace(":stateMachine:", ":execution:") + ":" + jobId;
  }

  /** The ARN of the execution of a job, whether the execution exists or not. */
  public String arn(JobId jobId) {
    return arn(stateMachineArn, jobId);
  }

  /** The required configuration of a client of Step Functions: its timeouts. */
  public static ClientOverrideConfiguration clientConfiguration() {
    return ClientLimits.of(CALL_TIMEOUT, ATTEMPT_TIMEOUT);
  }

  /**
   * An execution that Step Functions knows.
   *
   * @param isStopped whether it was stopped before its end
   * @param ended when it ended; empty if it is running
   */
  public record Execution(boolean isRunning, boolean isStopped, Optional<Instant> ended) {}

  /** Step Functions did not say how an execution ended. */
  public static final class ExecutionUnknownException extends AwsException {

    ExecutionUnknownException(SdkException cause) {
      super("Step Functions", cause);
    }
  }

  /**
   * A job's execution. Empty if Step Functions does not know it: it keeps an execution for 90 days
   * after its end.
   *
   * @throws ExecutionUnknownException if the call fails
   */
  public Optional<Execution> find(JobId jobId) {
    return describe(jobId)
        .map(
            found ->
                new Execution(
                    found.status() == ExecutionStatus.RUNNING,
                    found.status() == ExecutionStatus.ABORTED,
                    Optional.ofNullable(found.stopDate())));
  }

  /** A job's execution as Step Functions describes it; otherwise as {@link #find}. */
  public Optional<DescribeExecutionResponse> describe(JobId jobId) {
    try {
      return Optional.of(client.describeExecution(request -> request.executionArn(arn(jobId))));
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new ExecutionUnknownException(e);
    }
  }

  /**
   * Whether the execution of a job is running.
   *
   * @throws ExecutionUnknownException if the call fails
   */
  public boolean isRunning(JobId jobId) {
    return find(jobId).filter(Execution::isRunning).isPresent();
  }

  /** Step Functions rejected the start. There is no execution. */
  public static final class ExecutionNotStartedException extends Exception {

    private final SfnException error;

    ExecutionNotStartedException(SfnException error) {
      super(error);
      this.error = error;
    }

    /** The error of Step Functions. */
    public SfnException error() {
      return error;
    }

    /** The error's code, such as {@code AccessDeniedException}. */
    String code() {
      return ServiceErrors.code(error);
    }
  }

  /**
   * It is unknown whether Step Functions started the execution. The cause is the error of Step
   * Functions, or the failure of the call.
   */
  public static final class ExecutionStartUnknownException extends Exception {

    ExecutionStartUnknownException(SdkException failure) {
      super(failure);
    }
  }

  /**
   * Starts an execution.
   *
   * @param jobId a new ID. If an execution of this name exists, it is from an earlier attempt: the
   *     SDK repeats a call that gets no response.
   * @return the execution's ARN
   * @throws ExecutionNotStartedException if Step Functions rejects the start
   * @throws ExecutionStartUnknownException if the call fails otherwise
   */
  public String start(JobId jobId, String input)
      throws ExecutionNotStartedException, ExecutionStartUnknownException {
    try {
      return client
          .startExecution(
              request -> request.stateMachineArn(stateMachineArn).name(jobId.value()).input(input))
          .executionArn();
    } catch (ExecutionAlreadyExistsException e) {
      return arn(stateMachineArn, jobId);
    } catch (SfnException e) {
      if (e.statusCode() < MIN_SERVER_ERROR_STATUS) {
        throw new ExecutionNotStartedException(e);
      }
      throw new ExecutionStartUnknownException(e);
    } catch (SdkClientException e) {
      throw new ExecutionStartUnknownException(e);
    }
  }
}
