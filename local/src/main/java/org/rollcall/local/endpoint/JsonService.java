package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service that speaks AWS's JSON protocol, in which the operation's name stands in the header
 * {@code X-Amz-Target} and request and answer are JSON objects.
 */
@FunctionalInterface
public interface JsonService {

  /**
   * Carries out one operation.
   *
   * @param operation the operation's name without its service's prefix, such as {@code
   *     StartExecution}
   * @throws ServiceException for an operation that is not known here, and for whatever AWS refuses
   */
  ObjectNode call(String operation, ObjectNode request) throws ServiceException;
}
