package org.rollcall.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the requests of all clients in the {@link InvocationUsage} of their invocation. The SDK
 * adds this interceptor to every client because a resource of this module names it. See D-119.
 */
@UsesAwsSdk
public final class UsageInterceptor implements ExecutionInterceptor {

  private static final ExecutionAttribute<InvocationUsage> INVOCATION =
      new ExecutionAttribute<>("RollcallInvocation");

  private static final int MULTIPLE_CHOICES = 300;
  private static final int SERVER_ERROR = 500;

  /** Binds a call to its invocation. The SDK calls this method in the thread of the caller. */
  @Override
  public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
    attributes.putAttributeIfAbsent(INVOCATION, InvocationUsage.current());
  }

  /**
   * Counts an attempt that AWS bills. SES bills a letter that it accepts. The other services bill
   * every request, except after their own errors.
   */
  @Override
  public void afterTransmission(Context.AfterTransmission attempt, ExecutionAttributes attributes) {
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    int unbilledStatus = service.equals("Ses") ? MULTIPLE_CHOICES : SERVER_ERROR;
    if (attempt.httpResponse().statusCode() < unbilledStatus) {
      attributes
          .getAttribute(INVOCATION)
          .addRequest(service, attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
    attributes.getAttribute(INVOCATION).addUnits(call.response());
  }
}
