package org.rollcall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.user.PrimaryId;

/** Checks a temporary password for a sign-in service: {@link CredentialCheck}. */
public final class CheckCredential implements RequestStreamHandler {

  private final Wiring wiring;

  /** For Lambda. */
  public CheckCredential() {
    this(Wiring.ofEnvironment());
  }

  public CheckCredential(Wiring wiring) {
    this.wiring = wiring;
  }

  /** The user who signs in, and the password that the user entered. */
  public record Request(String primaryId, String password) {

    @Override
    public String toString() {
      return "request to check a credential";
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.handle(in, out, Request.class, this::check);
  }

  private CredentialCheck.Answer check(Request request) {
    return new CredentialCheck(wiring.users(), wiring.passwords(), wiring.clock())
        .check(PrimaryId.of(request.primaryId()), request.password());
  }
}
