package org.rollcall.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/**
 * Notes when SES was called to send a letter, also where it did not take it. The SDK puts it into
 * every client, since a resource of this jar names it.
 */
public final class Calls implements ExecutionInterceptor {

  private static final Queue<Long> TIMES = new ConcurrentLinkedQueue<>();

  /** In milliseconds since 1970, in order. */
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
