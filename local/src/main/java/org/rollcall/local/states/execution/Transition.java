package org.rollcall.local.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a state and the way to the next state.
 *
 * @param assignedVariables the new values of variables
 * @param nextState the name of the next state; empty if the graph ends
 */
public record Transition(
    JsonNode output, Map<String, JsonNode> assignedVariables, Optional<String> nextState) {}
