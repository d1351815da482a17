package org.rollcall.cli.console.web;

import com.sun.net.httpserver.Headers;

/** The headers by which the browser protects the console's pages. */
final class SecurityHeaders {

  /** A page: its own script and stylesheet, and no other page around it. */
  static final String PAGE = policy("'self'");

  /** A page that shows letters in frames with {@code srcdoc}, whose styles are in the letter. */
  static final String PAGE_WITH_LETTERS = policy("'self' 'unsafe-inline'");

  /**
   * A report, which is a page of its own with a script. In the sandbox it has no origin, and cannot
   * read or send anything in the name of the console's pages.
   */
  static final String REPORT =
      "sandbox allow-scripts allow-downloads allow-modals allow-popups"
          + " allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;"
          + " default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Anything else: nothing is loaded or run, if a browser shows it. */
  static final String FILE = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  private static String policy(String styles) {
    return "default-src 'none'; script-src 'self'; style-src "
        + styles
        + "; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self';"
        + " base-uri 'none'; frame-ancestors 'none'";
  }

  static void add(Headers headers, String policy) {
    headers.set("Content-Security-Policy", policy);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    // With no-referrer, browsers send the origin "null" with forms.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }
}
