package org.rollcall.local.endpoint.ses;

/**
 * How much an account may send.
 *
 * @param max24HourSend messages in any 24 hours, at least 0
 * @param maxSendRate messages in any second, at least 1
 */
public record SendQuota(int max24HourSend, int maxSendRate) {

  /** More than a library sends, and faster than one machine does. */
  public static final SendQuota GENEROUS = new SendQuota(1_000_000, 10_000);

  public SendQuota {
    if (max24HourSend < 0 || maxSendRate < 1) {
      throw new IllegalArgumentException(
          "Not a send quota: %d a day, %d a second".formatted(max24HourSend, maxSendRate));
    }
  }
}
