package org.rollcall.local.endpoint.ses;

import org.rollcall.local.endpoint.ServiceException;

/**
 * The settings of an SES account.
 *
 * @param max24HourSend the quota of messages in any 24 hours, at least 0
 * @param maxSendRate the quota of messages in any second, at least 1
 * @param isSendingEnabled whether sending is enabled, as set by {@code UpdateAccountSendingEnabled}
 */
public record SesAccount(int max24HourSend, int maxSendRate, boolean isSendingEnabled) {

  /** More messages than a library sends, and a higher rate than one machine reaches. */
  public static final SesAccount UNLIMITED = new SesAccount(1_000_000, 10_000, true);

  public SesAccount {
    if (max24HourSend < 0 || maxSendRate < 1) {
      throw new IllegalArgumentException(
          "Invalid send quota: %d per day, %d per second".formatted(max24HourSend, maxSendRate));
    }
  }

  /** Provides the current settings of the account for each request. */
  @FunctionalInterface
  public interface Source {

    /**
     * The current settings.
     *
     * @throws ServiceException if the settings cannot be read. SES then refuses the request
     */
    SesAccount current() throws ServiceException;
  }
}
