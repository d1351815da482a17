package org.rollcall.local.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** A service that speaks AWS's REST protocol with JSON, and knows one kind of request: a POST. */
@FunctionalInterface
public interface RestService {

  /**
   * Answers a request.
   *
   * @param path such as {@code /2015-03-31/functions/NAME/invocations}, with its escapes undone
   * @throws ServiceException for a path that is not known here, and for whatever AWS refuses
   */
  Answer call(String path, byte[] request) throws ServiceException;

  /**
   * What it answers.
   *
   * @param body JSON
   * @param headers those that say something
   */
  record Answer(String body, Map<String, String> headers) {
    public Answer {
      requireNonNull(body, "body is null");
      headers = Map.copyOf(headers);
    }
  }
}
