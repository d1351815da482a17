package org.rollcall.local.endpoint.ses;

import java.util.List;
import java.util.Locale;
import org.rollcall.local.endpoint.ServiceException;

/**
 * The settings of an SES account. All addresses are verified except those that are listed.
 *
 * @param max24HourSend the quota of messages in any 24 hours, at least 0
 * @param maxSendRate the quota of messages in any second, at least 1
 * @param isSendingEnabled whether sending is enabled, as set by {@code UpdateAccountSendingEnabled}
 * @param unverifiedSenders addresses and domains that are not verified as senders
 * @param unverifiedRecipients addresses and domains to which the account may not send, as in the
 *     sandbox of SES
 */
public record SesAccount(
    int max24HourSend,
    int maxSendRate,
    boolean isSendingEnabled,
    List<String> unverifiedSenders,
    List<String> unverifiedRecipients) {

  /** More messages than a library sends, and a higher rate than one machine reaches. */
  public static final SesAccount UNLIMITED = new SesAccount(1_000_000, 10_000, true);

  public SesAccount {
    if (max24HourSend < 0 || maxSendRate < 1) {
      throw new IllegalArgumentException(
          "Invalid send quota: %d per day, %d per second".formatted(max24HourSend, maxSendRate));
    }
    unverifiedSenders = List.copyOf(unverifiedSenders);
    unverifiedRecipients = List.copyOf(unverifiedRecipients);
  }

  /** An account that may send from all addresses to all addresses. */
  public SesAccount(int max24HourSend, int maxSendRate, boolean isSendingEnabled) {
    this(max24HourSend, maxSendRate, isSendingEnabled, List.of(), List.of());
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

  /** Whether a sender's address is verified. */
  boolean isVerifiedSender(String address) {
    return unverifiedSenders.stream().noneMatch(identity -> includes(identity, address));
  }

  /** Whether the account may send to an address. */
  boolean isVerifiedRecipient(String address) {
    return unverifiedRecipients.stream().noneMatch(identity -> includes(identity, address));
  }

  /** Whether an identity is the address itself, its domain, or a parent domain. */
  private static boolean includes(String identity, String address) {
    String wanted = identity.toLowerCase(Locale.ROOT);
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.equals(wanted) || lower.endsWith("@" + wanted) || isInDomain(lower, wanted);
  }

  private static boolean isInDomain(String address, String domain) {
    return !domain.contains("@") && address.endsWith("." + domain);
  }
}
