package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * How a state was left.
 *
 * @param assigned the new values of variables
 * @param next the state to go to; none if the flow ends here
 */
public record Transition(JsonNode output, Map<String, JsonNode> assigned, Optional<String> next) {}
