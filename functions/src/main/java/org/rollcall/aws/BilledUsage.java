package org.rollcall.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * An amount of usage of AWS. Its JSON has the totals too. See D-119 and D-186.
 *
 * @param stateTransitions of the job's execution, with one for each chunk that it starts
 * @param expressRequests the executions of chunks
 * @param expressGbSeconds an estimate of their durations, each rounded up to 100 ms, at 64 MB
 * @param functions the invocations, by function
 * @param dynamodbReadUnits as reported by DynamoDB, which also reports halves
 * @param requests the requests by service and operation, such as {@code S3.GetObject}, with those
 *     that the SDK repeated. Of SES, only those that it accepted
 */
public record BilledUsage(
    long stateTransitions,
    long expressRequests,
    BigDecimal expressGbSeconds,
    SortedMap<String, FunctionTime> functions,
    BigDecimal dynamodbReadUnits,
    BigDecimal dynamodbWriteUnits,
    SortedMap<String, Long> requests) {

  public static final BilledUsage NONE =
      new BilledUsage(
          0,
          0,
          BigDecimal.ZERO,
          new TreeMap<>(),
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          new TreeMap<>());

  /** The operations of S3 that have the price of a PUT. */
  private static final Set<String> PUTS =
      Set.of("S3.PutObject", "S3.CopyObject", "S3.ListObjectsV2", "S3.ListBuckets");

  /** The operations of S3 that are free of charge. */
  private static final Set<String> FREE = Set.of("S3.DeleteObject", "S3.DeleteObjects");

  private static final int EXPRESS_MEGABYTES = 64;
  private static final int EXPRESS_ROUNDING = 100;

  public BilledUsage {
    functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
  }

  /**
   * The invocations of a function.
   *
   * @param milliseconds their durations, each rounded up
   */
  public record FunctionTime(long invocations, long milliseconds, BigDecimal gbSeconds) {

    private static final FunctionTime NONE = new FunctionTime(0, 0, BigDecimal.ZERO);

    /** Invocations of a function with an amount of memory. */
    static FunctionTime of(long invocations, long milliseconds, int megabytes) {
      return new FunctionTime(
          invocations, milliseconds, BilledUsage.gbSeconds(milliseconds, megabytes));
    }

    FunctionTime plus(FunctionTime other) {
      return new FunctionTime(
          invocations + other.invocations,
          milliseconds + other.milliseconds,
          gbSeconds.add(other.gbSeconds));
    }
  }

  /** An execution's state transitions. */
  public static BilledUsage ofTransitions(long count) {
    return new BilledUsage(
        count,
        0,
        BigDecimal.ZERO,
        new TreeMap<>(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new TreeMap<>());
  }

  /** The execution of one chunk, and the state transition of the execution that starts it. */
  public static BilledUsage ofChunk(long milliseconds) {
    long billed = (milliseconds + EXPRESS_ROUNDING - 1) / EXPRESS_ROUNDING * EXPRESS_ROUNDING;
    return new BilledUsage(
        1,
        1,
        gbSeconds(billed, EXPRESS_MEGABYTES),
        new TreeMap<>(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new TreeMap<>());
  }

  /** Units of DynamoDB. */
  public static BilledUsage ofUnits(BigDecimal read, BigDecimal write) {
    return new BilledUsage(0, 0, BigDecimal.ZERO, new TreeMap<>(), read, write, new TreeMap<>());
  }

  /** Invocations of a function with the memory in template.yaml. */
  public static BilledUsage ofFunction(String name, long invocations, long milliseconds) {
    return ofFunction(
        name, FunctionTime.of(invocations, milliseconds, FunctionMemory.ofTemplate(name)));
  }

  /** Invocations of a function. */
  static BilledUsage ofFunction(String name, FunctionTime time) {
    return new BilledUsage(
        0,
        0,
        BigDecimal.ZERO,
        new TreeMap<>(Map.of(name, time)),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new TreeMap<>());
  }

  /** Requests by service and operation. */
  public static BilledUsage ofRequests(Map<String, Long> requests) {
    return new BilledUsage(
        0,
        0,
        BigDecimal.ZERO,
        new TreeMap<>(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new TreeMap<>(requests));
  }

  public BilledUsage plus(BilledUsage other) {
    return new BilledUsage(
        stateTransitions + other.stateTransitions,
        expressRequests + other.expressRequests,
        expressGbSeconds.add(other.expressGbSeconds),
        sum(functions, other.functions, FunctionTime::plus),
        dynamodbReadUnits.add(other.dynamodbReadUnits),
        dynamodbWriteUnits.add(other.dynamodbWriteUnits),
        sum(requests, other.requests, Long::sum));
  }

  private static <T> SortedMap<String, T> sum(
      Map<String, T> one, Map<String, T> other, BinaryOperator<T> plus) {
    SortedMap<String, T> sum = new TreeMap<>(one);
    other.forEach((key, value) -> sum.merge(key, value, plus));
    return sum;
  }

  private static BigDecimal gbSeconds(long milliseconds, int megabytes) {
    return BigDecimal.valueOf(milliseconds * megabytes)
        .divide(BigDecimal.valueOf(1024 * 1000), 6, RoundingMode.HALF_UP);
  }

  private FunctionTime functionTime() {
    return functions.values().stream().reduce(FunctionTime.NONE, FunctionTime::plus);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long lambdaInvocations() {
    return functionTime().invocations();
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long lambdaMilliseconds() {
    return functionTime().milliseconds();
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public BigDecimal lambdaGbSeconds() {
    return functionTime().gbSeconds();
  }

  /** The requests that S3 bills. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long s3Requests() {
    return s3Puts() + s3Gets();
  }

  /** The requests to S3 that have the price of a PUT: puts, copies and lists. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long s3Puts() {
    return count(PUTS::contains);
  }

  /** The other requests that S3 bills. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long s3Gets() {
    return count(
        request -> request.startsWith("S3.") && !PUTS.contains(request) && !FREE.contains(request));
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long kmsRequests() {
    return count(request -> request.startsWith("Kms."));
  }

  /** The messages that SES accepted. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public long emails() {
    return count("Ses.SendRawEmail"::equals);
  }

  private long count(Predicate<String> isCounted) {
    return requests.entrySet().stream()
        .filter(request -> isCounted.test(request.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
