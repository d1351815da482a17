package org.rollcall.local.endpoint.ses;

import static java.util.Objects.requireNonNull;

import org.rollcall.local.endpoint.ServiceException;

/**
 * What SES lets an account do.
 *
 * @param isSendingEnabled whether it may send at all, as {@code UpdateAccountSendingEnabled} says
 */
public record SesAccount(SendQuota quota, boolean isSendingEnabled) {

  /** An account that nothing holds up. */
  public static final SesAccount GENEROUS = new SesAccount(SendQuota.GENEROUS, true);

  public SesAccount {
    requireNonNull(quota, "quota is null");
  }

  /** Where an account's settings are found, which is asked anew with every request. */
  @FunctionalInterface
  public interface Source {

    /**
     * The account as it is now.
     *
     * @throws ServiceException if nobody can tell; SES takes nothing then
     */
    SesAccount now() throws ServiceException;
  }
}
