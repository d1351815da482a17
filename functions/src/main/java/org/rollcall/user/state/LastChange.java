package org.rollcall.user.state;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/**
 * The changes that the last job made to a user.
 *
 * @param fields the changed fields by name, each with its value before and after
 */
public record LastChange(JobId jobId, Instant at, Map<String, FieldChange> fields) {

  public LastChange {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(at, "at is null");
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** A field's value before and after a change; null where the record did not have the field. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FieldChange(@Nullable JsonNode before, @Nullable JsonNode after) {}

  /** The fields that differ between two versions of a user, by name. */
  public static Map<String, FieldChange> between(User before, User after) {
    Map<String, FieldChange> fields = new TreeMap<>();
    before
        .record()
        .properties()
        .forEach(
            field -> {
              JsonNode newValue = after.record().get(field.getKey());
              if (!field.getValue().equals(newValue)) {
                fields.put(field.getKey(), new FieldChange(field.getValue(), newValue));
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

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "change by job " + jobId + " of " + Json.text(fields.keySet());
  }
}
