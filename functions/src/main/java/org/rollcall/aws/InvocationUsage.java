package org.rollcall.aws;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.rollcall.aws.BilledUsage.FunctionTime;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the usage of AWS of one invocation of a function. Requests that a thread sends during
 * {@link #during} are counted. {@link UsageInterceptor} binds each request to its invocation, so
 * that clients can be shared between invocations. Thread-safe. See D-119.
 */
@UsesAwsSdk
public final class InvocationUsage {

  private static final ThreadLocal<InvocationUsage> CURRENT =
      ThreadLocal.withInitial(() -> new InvocationUsage("none"));

  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  private final String function;
  private final String id;
  private final long startNanos = System.nanoTime();
  private final Map<String, Long> requests = new ConcurrentHashMap<>();
  private BigDecimal readUnits = ZERO;
  private BigDecimal writeUnits = ZERO;

  /**
   * The usage of an invocation that starts now.
   *
   * @param function the function's name in template.yaml
   */
  public InvocationUsage(String function) {
    this(function, UUID.randomUUID().toString());
  }

  /**
   * The usage of an invocation that starts now.
   *
   * @param id the request ID of Lambda
   */
  public InvocationUsage(String function, String id) {
    this.function = function;
    this.id = id;
  }

  /** The usage of the invocation that runs on this thread. */
  public static InvocationUsage current() {
    return CURRENT.get();
  }

  /** Whether this process is a function in Lambda, which AWS bills. */
  public static boolean isBilled() {
    return FunctionMemory.isLambda();
  }

  /** Identifies the invocation. */
  public String id() {
    return id;
  }

  /**
   * Calls a function. The requests that this thread sends meanwhile are counted here. Other threads
   * of the same invocation call this method too.
   */
  public <T> T during(Supplier<T> call) {
    InvocationUsage outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return call.get();
    } finally {
      CURRENT.set(outer);
    }
  }

  /**
   * Counts a request.
   *
   * @param service the SDK's name, such as {@code S3}
   * @param operation the operation, such as {@code GetObject}
   */
  public void addRequest(String service, String operation) {
    requests.merge(service + "." + operation, 1L, Long::sum);
  }

  /** Counts the units that a response of DynamoDB reports. Other responses are ignored. */
  public void addUnits(SdkResponse response) {
    Object capacity = response.getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    for (Object used : capacity instanceof List<?> list ? list : List.of(capacity)) {
      BigDecimal units = BigDecimal.valueOf(((ConsumedCapacity) used).capacityUnits());
      if (response instanceof UpdateItemResponse) {
        addWriteUnits(units);
      } else {
        addReadUnits(units);
      }
    }
  }

  /** Counts units that DynamoDB bills and does not report. */
  public synchronized void addReadUnits(BigDecimal units) {
    readUnits = readUnits.add(units);
  }

  /** Counts units that DynamoDB bills and does not report. */
  public synchronized void addWriteUnits(BigDecimal units) {
    writeUnits = writeUnits.add(units);
  }

  /**
   * The usage so far, including the invocation itself, plus some puts that are still to come. An
   * object that contains the usage must count the request that puts it.
   */
  public synchronized BilledUsage totalWithPuts(int puts) {
    long nanos = Math.max(1, System.nanoTime() - startNanos);
    long milliseconds = (nanos + NANOS_PER_MILLISECOND - 1) / NANOS_PER_MILLISECOND;
    BilledUsage total =
        BilledUsage.ofFunction(
                function, FunctionTime.of(1, milliseconds, FunctionMemory.ofProcess(function)))
            .plus(BilledUsage.ofUnits(readUnits, writeUnits))
            .plus(BilledUsage.ofRequests(requests));
    return puts == 0
        ? total
        : total.plus(BilledUsage.ofRequests(Map.of("S3.PutObject", (long) puts)));
  }
}
