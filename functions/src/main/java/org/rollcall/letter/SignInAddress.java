package org.rollcall.letter;

/** The address of a sign-in link. */
public final class SignInAddress {

  /** The parameter with the token. */
  private static final String PARAMETER = "token=";

  private SignInAddress() {}

  /**
   * The address at which users sign in, with a token as the last parameter of its query. The token
   * says who signs in, so that no user is named: servers log addresses.
   */
  public static String withToken(String signInUrl, String token) {
    int hash = signInUrl.indexOf('#');
    String address = hash < 0 ? signInUrl : signInUrl.substring(0, hash);
    String fragment = hash < 0 ? "" : signInUrl.substring(hash);
    String separator =
        !address.contains("?") ? "?" : address.endsWith("?") || address.endsWith("&") ? "" : "&";
    return address + separator + PARAMETER + token + fragment;
  }
}
