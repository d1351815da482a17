package org.rollcall.local.seams;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Says of each attempt at a call what happens to it, lets others go on before it, and keeps the
 * dead from calling. What was said is done by {@link Wire}, below the SDK's retries.
 */
final class FaultInjector implements ExecutionInterceptor {

  private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("seams.call");

  private final Aws aws;

  FaultInjector(Aws aws) {
    this.aws = aws;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(
        CALL, new Call(context.request(), Invocation.current(), aws.time().now()));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    aws.failed(attributes.getAttribute(CALL));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Call call = attributes.getAttribute(CALL);
    if (call.invocation().isPresent()) {
      aws.strands().sleep(aws.schedule().latency());
      call.invocation().get().requireAlive(aws.time().now());
    }
    call.attempt(aws.schedule());
  }
}
