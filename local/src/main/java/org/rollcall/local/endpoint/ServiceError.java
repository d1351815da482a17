package org.rollcall.local.endpoint;

/** An answer that is an error, as the SDK's clients understand it. */
public final class ServiceError extends Exception {

  private final String code;

  /**
   * @param code the error's name in AWS's API, such as {@code ExecutionDoesNotExist}
   */
  public ServiceError(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
