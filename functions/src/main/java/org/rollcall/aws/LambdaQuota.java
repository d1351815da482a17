package org.rollcall.aws;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

/**
 * The quota that Lambda's {@code GetAccountSettings} returns. See D-156.
 *
 * @param client creates the client, when it is first needed
 */
@UsesAwsSdk
public record LambdaQuota(Supplier<LambdaClient> client) implements ConcurrencyQuota {

  /** Short, because a job also runs without the answer. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** The timeouts that the client must have. */
  public static ClientOverrideConfiguration clientConfiguration() {
    return ClientLimits.of(CALL_TIMEOUT, ATTEMPT_TIMEOUT);
  }

  @Override
  public OptionalInt executions() {
    try {
      AccountLimit limit = client.get().getAccountSettings().accountLimit();
      return limit == null || limit.unreservedConcurrentExecutions() == null
          ? OptionalInt.empty()
          : OptionalInt.of(limit.unreservedConcurrentExecutions());
    } catch (SdkException e) {
      return OptionalInt.empty();
    }
  }
}
