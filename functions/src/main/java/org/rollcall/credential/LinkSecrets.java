package org.rollcall.credential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * Derives the secrets of sign-in links. The same locator, job and user always give the same secret,
 * so that it is stored nowhere, and a letter that is sent again has the same link.
 *
 * <p>The secret is the first 16 bytes of HMAC-SHA-512 under the key of the message {@code
 * rollcall/link/1 NUL job ID NUL start NUL primary ID in lower case NUL locator} (UTF-8, the start
 * in ISO 8601). The label differs from that of {@link TemporaryPassword}, so that no password can
 * be computed from a link, and no link from a password.
 */
public final class LinkSecrets {

  private final PasswordKey key;

  public LinkSecrets(PasswordKey key) {
    this.key = key;
  }

  /**
   * The token of a link.
   *
   * @param job the job that issued it
   * @throws PasswordKeyException if the key cannot be used now
   */
  public LinkToken derive(String locator, JobReference job, PrimaryId user) {
    String message =
        String.join(
            "\0",
            "rollcall/link/1",
            job.jobId().value(),
            job.started().toString(),
            user.key(),
            locator);
    byte[] mac = key.mac(message.getBytes(StandardCharsets.UTF_8));
    return LinkToken.of(locator, Arrays.copyOf(mac, LinkToken.SECRET_BYTES));
  }
}
