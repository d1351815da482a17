package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/**
 * What the last job did to a user.
 *
 * @param fields every field that changed, with what it was and what it became
 */
public record LastChange(String jobId, Instant at, Map<String, FieldChange> fields) {

  public LastChange {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(at, "at is null");
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** A field before and after; a missing side means that the field was not there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FieldChange(@Nullable JsonNode before, @Nullable JsonNode after) {}

  /** The fields in which two versions of a user differ, by name. */
  public static Map<String, FieldChange> between(User before, User after) {
    Map<String, FieldChange> fields = new TreeMap<>();
    before
        .record()
        .properties()
        .forEach(
            field -> {
              JsonNode now = after.record().get(field.getKey());
              if (!field.getValue().equals(now)) {
                fields.put(field.getKey(), new FieldChange(field.getValue(), now));
              }
            });
    after
        .record()
        .properties()
        .forEach(
            field -> {
              if (!before.record().has(field.getKey())) {
                fields.put(field.getKey(), new FieldChange(null, field.getValue()));
              }
            });
    return fields;
  }

  @Override
  public String toString() {
    return "change by job " + jobId + " of " + Json.text(fields.keySet());
  }
}
