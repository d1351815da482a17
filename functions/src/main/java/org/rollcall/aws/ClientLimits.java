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
}
