package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.definition.StateMachine;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Runs the jobs of a scenario, with the faults of its schedule. */
final class FaultyJobs {

  private final InMemoryAws aws;
  private final FaultyLambda lambda;
  private final InProcessExecution machine;

  FaultyJobs(InMemoryAws aws, StateMachine definition, Random random) {
    this.aws = aws;
    this.lambda = new FaultyLambda(aws);
    this.machine =
        new InProcessExecution(
            definition,
            lambda,
            (bucket, key) -> aws.objects().find(key).orElseThrow(() -> new IOException(key)),
            aws.time(),
            random);
  }

  /** Runs the invocations that are repeated later. */
  void runRepeatedInvocations() {
    lambda.runRepeatedInvocations();
  }

  /** Runs a job. The result is empty if its execution was stopped. */
  Optional<InProcessExecution.End> run(String name, JsonNode input) {
    CurrentExecution execution = new CurrentExecution();
    execution.enter();
    aws.setExecution(name, ExecutionStatus.RUNNING);
    Optional<InProcessExecution.End> end = Optional.empty();
    try {
      end = Optional.of(machine.run(name, input));
    } catch (CurrentExecution.ExecutionStoppedError e) {
      // Logged below.
    } catch (IllegalStateException e) {
      if (!execution.isStopped()) {
        throw e;
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      CurrentExecution.leave();
      aws.setExecution(name, end.isPresent() ? ExecutionStatus.SUCCEEDED : ExecutionStatus.ABORTED);
    }
    aws.schedule().log(name + " " + end.map(InProcessExecution.End::toString).orElse("STOPPED"));
    return end;
  }
}
