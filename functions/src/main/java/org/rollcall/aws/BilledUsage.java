package org.rollcall.aws;

import java.math.BigDecimal;

/**
 * An amount of billed usage of AWS.
 *
 * @param lambdaMilliseconds the durations of the invocations
 * @param dynamodbReadUnits as reported by DynamoDB, which also reports halves
 * @param emails messages that SES accepted
 */
public record BilledUsage(
    long stateTransitions,
    long lambdaInvocations,
    long lambdaMilliseconds,
    BigDecimal dynamodbReadUnits,
    BigDecimal dynamodbWriteUnits,
    long s3Requests,
    long kmsRequests,
    long emails) {

  public static final BilledUsage NONE =
      new BilledUsage(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);

  /** An execution's state transitions. */
  public static BilledUsage ofTransitions(long count) {
    return new BilledUsage(count, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);
  }

  public BilledUsage plus(BilledUsage other) {
    return new BilledUsage(
        stateTransitions + other.stateTransitions,
        lambdaInvocations + other.lambdaInvocations,
        lambdaMilliseconds + other.lambdaMilliseconds,
        dynamodbReadUnits.add(other.dynamodbReadUnits),
        dynamodbWriteUnits.add(other.dynamodbWriteUnits),
        s3Requests + other.s3Requests,
        kmsRequests + other.kmsRequests,
        emails + other.emails);
  }
}
