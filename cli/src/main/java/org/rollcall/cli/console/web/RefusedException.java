package org.rollcall.cli.console.web;

/** The server refuses a request. The message is a sentence for the page. */
public final class RefusedException extends Exception {

  private final int status;

  /**
   * @param status the HTTP status, such as 403
   */
  RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** There is no page with this address, or no object that it shows. */
  public static RefusedException notFound(String message) {
    return new RefusedException(404, message);
  }

  /** The form has no such value, or the page cannot be shown for it. */
  public static RefusedException invalid(String message) {
    return new RefusedException(400, message);
  }

  public int status() {
    return status;
  }
}
