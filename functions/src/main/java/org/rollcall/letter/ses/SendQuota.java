package org.rollcall.letter.ses;

import java.util.OptionalLong;

/**
 * The number of letters that SES accepts from this account.
 *
 * @param lettersPerSecond at least 1
 * @param lettersLeft the number of letters left in the current 24 hours; empty if unlimited
 */
public record SendQuota(int lettersPerSecond, OptionalLong lettersLeft) {}
