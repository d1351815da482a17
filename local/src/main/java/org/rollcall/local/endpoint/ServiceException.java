package org.rollcall.local.endpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error, as the SDK's clients understand it. */
public final class ServiceException extends Exception {

  /** The status of most errors there are. */
  private static final int BAD_REQUEST = 400;

  private final int status;
  private final String code;
  private final transient ObjectNode details;

  /**
   * An error of status 400 without details.
   *
   * @param code the error's name in AWS's API, such as {@code ExecutionDoesNotExist}
   */
  public ServiceException(String code, String message) {
    this(BAD_REQUEST, code, message);
  }

  /**
   * The same, of another status.
   *
   * @param status HTTP's
   */
  public ServiceException(int status, String code, String message) {
    this(status, code, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * An error of status 400 that says more than its message.
   *
   * @param details the further members that the error has in the JSON protocol, such as {@code
   *     CancellationReasons}
   */
  public ServiceException(String code, String message, ObjectNode details) {
    this(BAD_REQUEST, code, message, details);
  }

  private ServiceException(int status, String code, String message, ObjectNode details) {
    super(message);
    this.status = status;
    this.code = requireNonNull(code, "code is null");
    this.details = requireNonNull(details, "details is null");
  }

  int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** Its further members. */
  ObjectNode details() {
    return details;
  }
}
