package org.rollcall.local.seams;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** A call of AWS through the SDK, with all its attempts. */
final class AwsCall {

  private static final ThreadLocal<@Nullable AwsCall> CURRENT = new ThreadLocal<>();

  private final SdkRequest request;
  private final Optional<Invocation> invocation;
  private final Instant start;
  private Fault fault = Fault.NONE;
  private int remainingAttempts;

  AwsCall(SdkRequest request, Optional<Invocation> invocation, Instant start) {
    this.request = request;
    this.invocation = invocation;
    this.start = start;
  }

  /** The call of the attempt that this thread is executing. */
  static AwsCall current() {
    AwsCall call = CURRENT.get();
    if (call == null) {
      throw new IllegalStateException("an HTTP request without a call");
    }
    return call;
  }

  SdkRequest request() {
    return request;
  }

  Optional<Invocation> invocation() {
    return invocation;
  }

  boolean isOfReport() {
    return invocation.filter(Invocation::isOfReport).isPresent();
  }

  /** When the first attempt began. */
  Instant start() {
    return start;
  }

  /** The fault of the current attempt. */
  Fault fault() {
    return fault;
  }

  /** Begins the next attempt, and chooses its fault. */
  void beginAttempt(FaultSchedule schedule) {
    CURRENT.set(this);
    if (invocation.isEmpty()) {
      return;
    }
    remainingAttempts--;
    if (remainingAttempts <= 0) {
      fault = schedule.fault(operation());
      remainingAttempts = fault == Fault.NONE ? 0 : schedule.attempts();
    }
    if (fault != Fault.NONE) {
      if (request instanceof DynamoDbRequest) {
        invocation.get().writeFailed();
      }
      schedule.log(this + ": " + fault);
    }
  }

  private String operation() {
    return request.getClass().getSimpleName().replace("Request", "");
  }

  @Override
  public String toString() {
    return invocation.map(one -> one + " ").orElse("") + operation();
  }
}
