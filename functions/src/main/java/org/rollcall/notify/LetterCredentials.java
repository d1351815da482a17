package org.rollcall.notify;

import java.time.Instant;
import org.rollcall.credential.IssuedLink;
import org.rollcall.credential.LinkSecrets;
import org.rollcall.credential.LinkTable;
import org.rollcall.credential.LinkToken;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.letter.LetterContext;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;

/**
 * The temporary passwords and sign-in links of letters.
 *
 * <p>A letter with a credential needs three steps, in this order: the {@link #prepared} credential
 * is written into the user's item; {@link #publish} writes a link's item; and the letter with the
 * {@link #secret} is sent. After a crash, the next attempt repeats the steps, with the same
 * password or link. See D-191.
 */
public record LetterCredentials(TemporaryPassword passwords, LinkSecrets secrets, LinkTable links) {

  /** A credential as it must be in the user's item before its letter is sent. */
  public IssuedCredential prepared(IssuedCredential issued, Instant expires) {
    IssuedCredential extended = issued.validUntil(expires);
    return extended.isLink() && extended.locator().isEmpty()
        ? extended.withLocator(LinkToken.randomLocator())
        : extended;
  }

  /**
   * What the letter contains.
   *
   * @param prepared the credential as in the user's item
   * @throws org.rollcall.credential.PasswordKeyException if the key cannot be used now
   */
  public LetterContext.Credentials secret(IssuedCredential prepared, PrimaryId user) {
    return prepared.isLink()
        ? new LetterContext.Credentials(
            CredentialKind.LINK,
            secrets.derive(prepared.locator().orElseThrow(), prepared.job(), user).text(),
            prepared.expires())
        : new LetterContext.Credentials(
            CredentialKind.PASSWORD, passwords.derive(prepared.job(), user), prepared.expires());
  }

  /**
   * Writes the item of a link, which the link needs before anyone can use it. Does nothing for a
   * password.
   *
   * @throws org.rollcall.credential.LinkTableException if the item cannot be written now
   */
  public void publish(IssuedCredential prepared, PrimaryId user) {
    prepared
        .locator()
        .ifPresent(
            locator ->
                links.put(
                    new IssuedLink(
                        locator, user, prepared.job(), prepared.issued(), prepared.expires())));
  }
}
