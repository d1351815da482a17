package org.rollcall.lambda;

import java.util.Optional;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.credential.LinkCheck;
import org.rollcall.user.PrimaryId;

/**
 * Checks a temporary password or the token of a sign-in link for a sign-in service: {@link
 * CredentialCheck} and {@link LinkCheck}.
 */
public final class CheckCredential extends JsonRequestHandler<CheckCredential.Request> {

  private final CredentialCheck passwords;
  private final LinkCheck links;

  /** For Lambda. */
  public CheckCredential() {
    this(Wiring.ofEnvironment());
  }

  public CheckCredential(Wiring wiring) {
    super(Request.class);
    this.passwords = new CredentialCheck(wiring.users(), wiring.passwords(), wiring.clock());
    this.links =
        new LinkCheck(wiring.users(), wiring.links(), wiring.linkSecrets(), wiring.clock());
  }

  /**
   * Either the user who signs in and the password that the user entered, or the token of a link.
   *
   * @param consume whether the token is consumed if it is valid; absent means no
   */
  public record Request(
      Optional<String> primaryId,
      Optional<String> password,
      Optional<String> token,
      Optional<Boolean> consume) {

    public Request {
      boolean isPassword = primaryId.isPresent() && password.isPresent();
      boolean hasPart = primaryId.isPresent() || password.isPresent();
      if (token.isPresent() ? hasPart : !isPassword || consume.isPresent()) {
        throw new IllegalArgumentException("must have primary_id and password, or token");
      }
    }

    @Override
    public String toString() {
      return "request to check a credential";
    }
  }

  @Override
  Object handle(Request request) {
    return request.token().isPresent()
        ? links.check(request.token().get(), request.consume().orElse(false))
        : passwords.check(
            PrimaryId.of(request.primaryId().orElseThrow()), request.password().orElseThrow());
  }
}
