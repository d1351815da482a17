package org.rollcall.local.endpoint;

import static java.util.Objects.requireNonNull;

/**
 * What SES lets an account do.
 *
 * @param isSendingEnabled whether it may send at all, as {@code UpdateAccountSendingEnabled} says
 */
public record MailAccount(SendQuota quota, boolean isSendingEnabled) {

  /** An account that nothing holds up. */
  public static final MailAccount GENEROUS = new MailAccount(SendQuota.GENEROUS, true);

  public MailAccount {
    requireNonNull(quota, "quota is null");
  }

  /** Where an account's settings are found, which is asked anew with every request. */
  @FunctionalInterface
  public interface Source {

    /**
     * The account as it is now.
     *
     * @throws ServiceError if nobody can tell; SES takes nothing then
     */
    MailAccount now() throws ServiceError;
  }
}
