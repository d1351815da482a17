package org.rollcall.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON object on which a query is evaluated. A query gets only the fields that it reads. */
public interface QueryInput {

  /** The value of a field; a missing node if there is none. */
  JsonNode get(String field);

  /** The whole object. */
  ObjectNode record();
}
