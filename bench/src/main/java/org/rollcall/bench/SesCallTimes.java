package org.rollcall.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/**
 * Records the times of all SES calls that send a letter, including refused ones. The SDK adds this
 * interceptor to every client because a resource of this jar names it.
 */
public final class SesCallTimes implements ExecutionInterceptor {

  private static final Queue<Long> TIMES = new ConcurrentLinkedQueue<>();

  /** The times in milliseconds since 1970, in ascending order. */
  static List<Long> times() {
    return TIMES.stream().sorted().toList();
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
    if (call.request() instanceof SendRawEmailRequest) {
      TIMES.add(System.currentTimeMillis());
    }
  }
}
