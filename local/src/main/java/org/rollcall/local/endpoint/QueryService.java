package org.rollcall.local.endpoint;

import java.util.List;
import java.util.Map;

/** A service with AWS's query protocol: the request is a form, the response is XML. */
@FunctionalInterface
public interface QueryService {

  /** A map of the protocol: each value becomes an element {@code entry}. */
  record Entries(List<Map<String, ?>> values) {
    public Entries {
      values = List.copyOf(values);
    }
  }

  /**
   * Performs an operation.
   *
   * @param action the name of the operation, such as {@code SendRawEmail}
   * @param parameters the form without action and version. The elements of a list have names such
   *     as {@code Destinations.member.1}
   * @return the elements of the result by name. A value is text, a map of elements, a list or
   *     {@link Entries}. Each value of a list becomes an element {@code member}
   * @throws ServiceException if the operation is not supported or the request is invalid
   */
  Map<String, ?> call(String action, Map<String, String> parameters) throws ServiceException;
}
