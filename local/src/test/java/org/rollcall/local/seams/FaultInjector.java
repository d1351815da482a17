package org.rollcall.local.seams;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Chooses the fault of each attempt of a call. Before each attempt, other tasks may run, and killed
 * functions are stopped. {@link InMemoryTransport} executes the fault, below the SDK's retries.
 */
final class FaultInjector implements ExecutionInterceptor {

  private static final ExecutionAttribute<AwsCall> CALL = new ExecutionAttribute<>("seams.call");

  private final InMemoryAws aws;

  FaultInjector(InMemoryAws aws) {
    this.aws = aws;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(
        CALL, new AwsCall(context.request(), Invocation.current(), aws.time().now()));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    aws.failed(attributes.getAttribute(CALL));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    AwsCall call = attributes.getAttribute(CALL);
    if (call.invocation().isPresent()) {
      aws.interleavings().sleep(aws.schedule().latency());
      call.invocation().get().requireAlive(aws.time().now());
    }
    call.beginAttempt(aws.schedule());
  }
}
