package org.rollcall.user.store;

import java.time.Duration;
import java.util.function.Consumer;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Waits before the retries of one call if the table is throttled. The first delay is 10
 * milliseconds. Each delay is twice the one before, up to five seconds.
 */
@UsesAwsSdk
public final class ThrottlingBackoff {

  private static final Duration BASE_DELAY = Duration.ofMillis(10);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);

  private final Consumer<Duration> sleeper;
  private Duration remaining;
  private Duration nextDelay = BASE_DELAY;

  /**
   * Creates the delays for one call.
   *
   * @param maxTotal the maximum sum of all delays
   * @param sleeper waits for a duration
   */
  public ThrottlingBackoff(Duration maxTotal, Consumer<Duration> sleeper) {
    this.remaining = maxTotal;
    this.sleeper = sleeper;
  }

  /**
   * Waits before the next retry.
   *
   * @throws SdkClientException if the maximum sum of all delays would be exceeded
   */
  public void await() {
    if (remaining.compareTo(nextDelay) < 0) {
      throw SdkClientException.create("DynamoDB throttled the users table for too long");
    }
    sleeper.accept(nextDelay);
    remaining = remaining.minus(nextDelay);
    Duration doubled = nextDelay.multipliedBy(2);
    nextDelay = doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
  }
}
