package org.rollcall.aws;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the billed usage of one invocation of a function. Requests that a thread sends during
 * {@link #during} are counted. {@link UsageInterceptor} binds each request to its invocation, so
 * that clients can be shared between invocations. Thread-safe. See D-119.
 */
@UsesAwsSdk
public final class InvocationUsage {

  private static final ThreadLocal<InvocationUsage> CURRENT =
      ThreadLocal.withInitial(InvocationUsage::new);

  private final long startNanos = System.nanoTime();
  private final Map<String, Long> requests = new ConcurrentHashMap<>();
  private BigDecimal readUnits = ZERO;
  private BigDecimal writeUnits = ZERO;

  /** The usage of the invocation that runs on this thread. */
  public static InvocationUsage current() {
    return CURRENT.get();
  }

  /** Calls a function. The requests that this thread sends meanwhile are counted here. */
  public <T> T during(Supplier<T> function) {
    CURRENT.set(this);
    try {
      return function.get();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * Counts a request that AWS bills.
   *
   * @param service the SDK's name, such as {@code S3}
   * @param operation the operation, such as {@code GetObject}
   */
  public void addRequest(String service, String operation) {
    requests.merge(service + "." + operation, 1L, Long::sum);
  }

  /** Counts the units that a response of DynamoDB reports. Other responses are ignored. */
  public synchronized void addUnits(SdkResponse response) {
    Object capacity = response.getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    for (Object used : capacity instanceof List<?> list ? list : List.of(capacity)) {
      BigDecimal units = BigDecimal.valueOf(((ConsumedCapacity) used).capacityUnits());
      if (response instanceof UpdateItemResponse) {
        writeUnits = writeUnits.add(units);
      } else {
        readUnits = readUnits.add(units);
      }
    }
  }

  /**
   * The usage so far, including the invocation itself, plus some puts that are still to come. An
   * object that contains the usage must count the request that puts it.
   */
  public synchronized BilledUsage totalWithPuts(int puts) {
    return new BilledUsage(
        0,
        1,
        Duration.ofNanos(System.nanoTime() - startNanos).toMillis() + 1,
        readUnits,
        writeUnits,
        requests("S3.") + puts,
        requests("Kms."),
        requests("Ses.SendRawEmail"));
  }

  private long requests(String prefix) {
    return requests.entrySet().stream()
        .filter(request -> request.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
