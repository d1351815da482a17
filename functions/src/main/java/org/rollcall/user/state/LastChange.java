package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/**
 * The changes that the last job made to a user.
 *
 * @param fields the changed fields by name, each with its value before and after
 */
public record LastChange(JobReference job, Instant at, Map<String, FieldChange> fields) {

  public LastChange {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** A field's value before and after a change; empty where the record did not have the field. */
  public record FieldChange(Optional<JsonNode> before, Optional<JsonNode> after) {

    /** Reads the values by hand: Jackson does not distinguish a missing value from null. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FieldChange read(ObjectNode values) {
      return of(values.get("before"), values.get("after"));
    }

    public static FieldChange of(@Nullable JsonNode before, @Nullable JsonNode after) {
      return new FieldChange(Optional.ofNullable(before), Optional.ofNullable(after));
    }

    /**
     * This change without what both values have in common: the same entries of lists, and the same
     * fields of objects. A code with its description stays whole.
     */
    public FieldChange differences() {
      return before.isPresent() && after.isPresent()
          ? of(
              JsonDifference.without(before.get(), after.get()),
              JsonDifference.without(after.get(), before.get()))
          : this;
    }
  }

  /** The fields that differ between two versions of a user, by name. */
  public static Map<String, FieldChange> between(User before, User after) {
    Set<String> names = new TreeSet<>();
    before.record().fieldNames().forEachRemaining(names::add);
    after.record().fieldNames().forEachRemaining(names::add);
    Map<String, FieldChange> fields = new TreeMap<>();
    for (String name : names) {
      FieldChange change = FieldChange.of(before.record().get(name), after.record().get(name));
      if (!change.before().equals(change.after())) {
        fields.put(name, change);
      }
    }
    return fields;
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "change by job " + job + " of " + Json.text(fields.keySet());
  }
}
