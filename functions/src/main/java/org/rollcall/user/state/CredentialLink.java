package org.rollcall.user.state;

import java.util.Optional;

/**
 * The sign-in link of a credential. The link itself is not stored. See D-190.
 *
 * @param locator the random first part of its token; empty until its letter is sent
 */
public record CredentialLink(Optional<String> locator) {

  static final CredentialLink NOT_SENT = new CredentialLink(Optional.empty());
}
