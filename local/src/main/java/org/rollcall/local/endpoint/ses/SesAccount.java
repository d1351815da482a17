package org.rollcall.local.endpoint.ses;

import static java.util.Objects.requireNonNull;

import org.rollcall.local.endpoint.ServiceException;

/**
 * The settings of an SES account.
 *
 * @param isSendingEnabled whether sending is enabled, as set by {@code UpdateAccountSendingEnabled}
 */
public record SesAccount(SendQuota quota, boolean isSendingEnabled) {

  /** An account with quotas that are never reached. */
  public static final SesAccount UNLIMITED = new SesAccount(SendQuota.UNLIMITED, true);

  public SesAccount {
    requireNonNull(quota, "quota is null");
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
