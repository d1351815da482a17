package org.rollcall.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rollcall.aws.Usage;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.user.PrimaryId;

/** Tells a sign-in service whether a temporary password is right: {@link CredentialCheck}. */
public final class CheckCredential implements RequestStreamHandler {

  private final Wiring wiring;

  /** Made by Lambda. */
  public CheckCredential() {
    this(Wiring.ofEnvironment());
  }

  public CheckCredential(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Who wants to sign in, and with what. */
  public record Request(String primaryId, String password) {
    public Request {
      requireNonNull(primaryId, "primaryId is null");
      requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
      return "request to check a credential";
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.answer(in, out, Request.class, this::check);
  }

  private CredentialCheck.Answer check(Request request) {
    Usage work = new Usage();
    return new CredentialCheck(wiring.users(work), wiring.passwords(work), wiring.clock())
        .check(PrimaryId.of(request.primaryId()), request.password());
  }
}
