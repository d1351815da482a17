package org.rollcall.local.seams;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** A call of AWS through the SDK, with all its attempts. */
final class Call {

  private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

  private final SdkRequest request;
  private final Optional<Invocation> invocation;
  private final Instant start;
  private Fault fault = Fault.NONE;
  private int lasts;

  Call(SdkRequest request, Optional<Invocation> invocation, Instant start) {
    this.request = request;
    this.invocation = invocation;
    this.start = start;
  }

  /** The call whose attempt this thread is making. */
  static Call current() {
    Call call = CURRENT.get();
    if (call == null) {
      throw new IllegalStateException("an HTTP request that belongs to no call");
    }
    return call;
  }

  SdkRequest request() {
    return request;
  }

  Optional<Invocation> invocation() {
    return invocation;
  }

  boolean isOfAReport() {
    return invocation.filter(Invocation::isOfAReport).isPresent();
  }

  /** When the first attempt began. */
  Instant start() {
    return start;
  }

  /** What happens to the attempt that is being made. */
  Fault fault() {
    return fault;
  }

  /** Begins the next attempt. */
  void attempt(Schedule schedule) {
    CURRENT.set(this);
    if (invocation.isEmpty()) {
      return;
    }
    lasts--;
    if (lasts <= 0) {
      fault = schedule.fault(operation());
      lasts = fault == Fault.NONE ? 0 : schedule.attempts();
    }
    if (fault != Fault.NONE) {
      if (request instanceof DynamoDbRequest) {
        invocation.get().lostWrite();
      }
      schedule.note(this + ": " + fault);
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
