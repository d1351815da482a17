package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error response of a service, as SDK clients understand it. */
public final class ServiceException extends Exception {

  private static final int BAD_REQUEST = 400;

  private final int status;
  private final String code;
  private final transient ObjectNode details;

  /**
   * Creates an error with status 400.
   *
   * @param code the name of the error in the AWS API, such as {@code ExecutionDoesNotExist}
   */
  public ServiceException(String code, String message) {
    this(BAD_REQUEST, code, message);
  }

  /**
   * Creates an error with a given HTTP status.
   *
   * @param code the name of the error in the AWS API
   */
  public ServiceException(int status, String code, String message) {
    this(status, code, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * Creates an error with status 400 and further members.
   *
   * @param code the name of the error in the AWS API
   * @param details further members of the error in the JSON protocol, such as {@code
   *     CancellationReasons}
   */
  public ServiceException(String code, String message, ObjectNode details) {
    this(BAD_REQUEST, code, message, details);
  }

  private ServiceException(int status, String code, String message, ObjectNode details) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** Further members of the error in the JSON protocol. */
  ObjectNode details() {
    return details;
  }
}
