package org.rollcall.local.endpoint;

import java.util.Map;

/** A service with AWS's REST protocol and JSON. */
@FunctionalInterface
public interface RestService {

  /**
   * Performs an operation.
   *
   * @throws ServiceException if the operation is not supported or the request is invalid
   */
  Result call(Request request, byte[] body) throws ServiceException;

  /**
   * A request.
   *
   * @param method the HTTP method, such as {@code POST}
   * @param path the decoded path, such as {@code /2015-03-31/functions/NAME/invocations}
   * @param headers the first value of each header, by name in lower case
   */
  record Request(String method, String path, Map<String, String> headers) {}

  /**
   * The result of an operation.
   *
   * @param status the HTTP status
   * @param body JSON, or an empty text
   * @param headers further headers of the response
   */
  record Result(int status, String body, Map<String, String> headers) {}
}
