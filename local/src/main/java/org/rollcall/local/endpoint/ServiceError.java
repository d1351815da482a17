package org.rollcall.local.endpoint;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that is an error, as the SDK's clients understand it. */
public final class ServiceError extends Exception {

  private final String code;
  private final transient ObjectNode details;

  /**
   * An error without details.
   *
   * @param code the error's name in AWS's API, such as {@code ExecutionDoesNotExist}
   */
  public ServiceError(String code, String message) {
    this(code, message, JsonNodeFactory.instance.objectNode());
  }

  /**
   * An error that says more than its message.
   *
   * @param details the further members that the error has in the JSON protocol, such as {@code
   *     CancellationReasons}
   */
  public ServiceError(String code, String message, ObjectNode details) {
    super(message);
    this.code = requireNonNull(code, "code is null");
    this.details = requireNonNull(details, "details is null");
  }

  public String code() {
    return code;
  }

  /** Its further members. */
  ObjectNode details() {
    return details;
  }
}
