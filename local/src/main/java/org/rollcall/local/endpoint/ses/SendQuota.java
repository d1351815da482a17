package org.rollcall.local.endpoint.ses;

/**
 * The sending quotas of an SES account.
 *
 * @param max24HourSend messages in any 24 hours, at least 0
 * @param maxSendRate messages in any second, at least 1
 */
public record SendQuota(int max24HourSend, int maxSendRate) {

  /** More messages than a library sends, and a higher rate than one machine reaches. */
  public static final SendQuota UNLIMITED = new SendQuota(1_000_000, 10_000);

  public SendQuota {
    if (max24HourSend < 0 || maxSendRate < 1) {
      throw new IllegalArgumentException(
          "Invalid send quota: %d per day, %d per second".formatted(max24HourSend, maxSendRate));
    }
  }
}
