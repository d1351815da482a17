package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service with AWS's JSON protocol: the header {@code X-Amz-Target} contains the operation, and
 * request and response are JSON objects.
 */
@FunctionalInterface
public interface JsonService {

  /**
   * Performs an operation.
   *
   * @param operation the name of the operation without the prefix of the service, such as {@code
   *     StartExecution}
   * @throws ServiceException if the operation is not supported or the request is invalid
   */
  ObjectNode call(String operation, ObjectNode request) throws ServiceException;
}
