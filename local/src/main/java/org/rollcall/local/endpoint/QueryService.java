package org.rollcall.local.endpoint;

import java.util.Map;

/**
 * A service that speaks AWS's query protocol, in which the request is a form and the answer is XML.
 */
@FunctionalInterface
public interface QueryService {

  /**
   * Carries out one operation.
   *
   * @param action the operation's name, such as {@code SendRawEmail}
   * @param parameters the form without its action and version; a list's elements stand under names
   *     such as {@code Destinations.member.1}
   * @return the result's elements: to each name a text, a map of elements, or a list, which is
   *     written as AWS writes lists, each thing an element {@code member}
   * @throws ServiceException for an operation that is not known here, and for whatever AWS refuses
   */
  Map<String, ?> call(String action, Map<String, String> parameters) throws ServiceException;
}
