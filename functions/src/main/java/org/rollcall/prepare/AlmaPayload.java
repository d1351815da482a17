package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Recognises the payload of a job in Alma, which is often passed by mistake. See docs/m148.md. */
final class AlmaPayload {

  private static final Pattern PARAMETER_NAME = Pattern.compile("(UPDATE|NOTIFY|SEND)_[A-Za-z_]+");

  private static final Pattern JOB_ID = Pattern.compile("M[0-9]{1,6}");

  /** The keys of Alma's job object that could name the job, and of its list of parameters. */
  private static final List<String> ID_KEYS = List.of("id", "job_id");

  private static final List<String> LIST_KEYS = List.of("parameter", "parameters");

  private AlmaPayload() {}

  /**
   * Whether an input is such a payload: the job's object, its parameters, or their names as keys.
   */
  static boolean matches(JsonNode input) {
    return ID_KEYS.stream().anyMatch(key -> JOB_ID.matcher(input.path(key).asText()).matches())
        || LIST_KEYS.stream().anyMatch(input::has)
        || (!input.isEmpty()
            && input.isArray()
            && StreamSupport.stream(input.spliterator(), false).allMatch(AlmaPayload::isParameter))
        || hasParameterNames(input)
        || hasParameterNames(input.path("changes"));
  }

  private static boolean isParameter(JsonNode node) {
    return node.path("name").has("value")
        || PARAMETER_NAME.matcher(node.path("name").asText()).matches();
  }

  private static boolean hasParameterNames(JsonNode object) {
    return object.properties().stream()
        .anyMatch(field -> PARAMETER_NAME.matcher(field.getKey()).matches());
  }
}
