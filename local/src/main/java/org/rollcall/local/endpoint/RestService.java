package org.rollcall.local.endpoint;

import java.util.Map;

/** A service with AWS's REST protocol and JSON, whose operations are all POST requests. */
@FunctionalInterface
public interface RestService {

  /**
   * Performs an operation.
   *
   * @param path the decoded path, such as {@code /2015-03-31/functions/NAME/invocations}
   * @throws ServiceException if the path is not supported or the request is invalid
   */
  Result call(String path, byte[] request) throws ServiceException;

  /**
   * The result of an operation.
   *
   * @param body JSON
   * @param headers further headers of the response
   */
  record Result(String body, Map<String, String> headers) {}
}
