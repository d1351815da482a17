package org.rollcall.aws;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * The time limits of AWS clients. Without them, a call may wait until the function's own timeout.
 * Every client has them. The SDK retries within the limit of the call; our code does not retry
 * calls. See D-158.
 */
@UsesAwsSdk
public final class ClientLimits {

  private static final Duration LOCAL_CALL_TIMEOUT = Duration.ofMinutes(2);

  private ClientLimits() {}

  /**
   * The configuration of a client that has no other settings.
   *
   * @param call the timeout of a call, with all its attempts and the delays between them
   * @param attempt the timeout of one attempt
   */
  public static ClientOverrideConfiguration of(Duration call, Duration attempt) {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(call)
        .apiCallAttemptTimeout(attempt)
        .build();
  }

  /**
   * A configuration for a service in this process. It is never unreachable, but answers late on a
   * machine that is overloaded.
   *
   * @param configuration for the same service on AWS
   */
  public static ClientOverrideConfiguration forLocalService(
      ClientOverrideConfiguration configuration) {
    return configuration.toBuilder()
        .apiCallTimeout(LOCAL_CALL_TIMEOUT)
        .apiCallAttemptTimeout(LOCAL_CALL_TIMEOUT)
        .build();
  }
}
