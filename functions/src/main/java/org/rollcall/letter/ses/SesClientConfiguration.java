package org.rollcall.letter.ses;

import java.time.Duration;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The configuration that a client of SES needs for {@link Mailer}. */
@UsesAwsSdk
public final class SesClientConfiguration {

  /** The timeout of a call, including its retries. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  private static final int MAX_ATTEMPTS = 8;
  private static final int MAX_READ_ATTEMPTS = 4;
  private static final Duration BASE_DELAY = Duration.ofMillis(200);
  private static final Duration MAX_DELAY = Duration.ofSeconds(4);

  private SesClientConfiguration() {}

  /**
   * Lets the SDK retry a request as usual, because it changes nothing. Letters have stricter rules:
   * see {@link #create}.
   */
  static void retryAsRead(AwsRequestOverrideConfiguration.Builder request) {
    request.addPlugin(
        client ->
            client.overrideConfiguration(
                settings ->
                    settings.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(MAX_READ_ATTEMPTS)
                            .circuitBreakerEnabled(false)
                            .build())));
  }

  /**
   * Creates the configuration. The client retries only if the letter was certainly not sent. See
   * D-060.
   */
  public static ClientOverrideConfiguration create() {
    BackoffStrategy backoff = BackoffStrategy.exponentialDelay(BASE_DELAY, MAX_DELAY);
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(CALL_TIMEOUT)
        .retryStrategy(
            StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(MAX_ATTEMPTS)
                .retryOnException(SesErrors::isRetryable)
                .treatAsThrottling(SesErrors::isThrottled)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .circuitBreakerEnabled(false)
                .build())
        .build();
  }
}
