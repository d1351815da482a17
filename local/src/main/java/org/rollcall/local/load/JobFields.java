package org.rollcall.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.id.JobId;
import org.rollcall.user.User;
import org.rollcall.user.ValueText;
import org.rollcall.user.store.StoredUser;

/** The fields of a stored user that still have a job's value. */
final class JobFields {

  private JobFields() {}

  /**
   * Those that have another value in a record, with the job. A longer list is not another value.
   */
  static Map<String, JobId> changedIn(User record, StoredUser stored) {
    Map<String, JobId> changed = new TreeMap<>();
    for (String field : stored.state().jobValues().keySet()) {
      if (!contains(record.get(field), stored.user().get(field))) {
        stored.state().jobThatSet(field, stored.user()).ifPresent(job -> changed.put(field, job));
      }
    }
    return changed;
  }

  /** Whether a value equals another one, or is a list that has all entries of the other. */
  private static boolean contains(JsonNode value, JsonNode other) {
    if (!value.isArray() || !other.isArray()) {
      return ValueText.of(value).equals(ValueText.of(other));
    }
    Set<String> entries = new HashSet<>();
    value.forEach(entry -> entries.add(ValueText.of(entry)));
    for (JsonNode entry : other) {
      if (!entries.contains(ValueText.of(entry))) {
        return false;
      }
    }
    // If a job has removed the last entry, a new one may be the old one.
    return !other.isEmpty() || value.isEmpty();
  }
}
