package org.rollcall.lambda;

import org.rollcall.credential.CredentialCheck;
import org.rollcall.user.PrimaryId;

/** Checks a temporary password for a sign-in service: {@link CredentialCheck}. */
public final class CheckCredential extends JsonRequestHandler<CheckCredential.Request> {

  private final CredentialCheck check;

  /** For Lambda. */
  public CheckCredential() {
    this(Wiring.ofEnvironment());
  }

  public CheckCredential(Wiring wiring) {
    super(Request.class);
    this.check = new CredentialCheck(wiring.users(), wiring.passwords(), wiring.clock());
  }

  /** The user who signs in, and the password that the user entered. */
  public record Request(String primaryId, String password) {

    @Override
    public String toString() {
      return "request to check a credential";
    }
  }

  @Override
  Object handle(Request request) {
    return check.check(PrimaryId.of(request.primaryId()), request.password());
  }
}
