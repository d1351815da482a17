package org.rollcall.local.endpoint.ses;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import org.rollcall.local.endpoint.ServiceException;

/** The times at which the messages of the last 24 hours were sent, for the sending quotas. */
final class SentMessageTimes {

  private static final long DAY_MILLIS = Duration.ofHours(24).toMillis();
  private static final long SECOND_MILLIS = 1_000;

  private final Clock clock;

  /** Milliseconds since 1970, in ascending order. */
  private final Deque<Long> times;

  /**
   * Creates the times from those of earlier messages.
   *
   * @param earlier milliseconds since 1970, in any order
   */
  SentMessageTimes(Clock clock, Collection<Long> earlier) {
    this.clock = clock;
    this.times = new ArrayDeque<>(earlier.stream().sorted().toList());
  }

  synchronized int countLast24Hours() {
    long since = clock.millis() - DAY_MILLIS;
    while (!times.isEmpty() && times.getFirst() <= since) {
      times.removeFirst();
    }
    return times.size();
  }

  /**
   * Adds a message.
   *
   * @return the time of sending, in milliseconds since 1970
   * @throws ServiceException if the message would exceed a quota
   */
  synchronized long add(SesAccount account) throws ServiceException {
    if (countLast24Hours() >= account.max24HourSend()) {
      throw new ServiceException("Throttling", "Daily message quota exceeded.");
    }
    long now = clock.millis();
    if (countSince(now - SECOND_MILLIS) >= account.maxSendRate()) {
      throw new ServiceException("Throttling", "Maximum sending rate exceeded.");
    }
    times.addLast(now);
    return now;
  }

  private int countSince(long since) {
    int sent = 0;
    Iterator<Long> latestFirst = times.descendingIterator();
    while (latestFirst.hasNext() && latestFirst.next() > since) {
      sent++;
    }
    return sent;
  }
}
