package org.rollcall.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.User;
import org.rollcall.user.ValueText;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.store.StoredUser;

/** The fields of a stored user that still have a job's value. Values are compared normalised. */
final class JobFields {

  private JobFields() {}

  /** Those that have another value in a record, with the job. */
  static Map<String, JobReference> changedIn(User record, StoredUser stored) {
    Map<String, JobReference> changed = new TreeMap<>();
    for (String field : stored.state().fieldsOfJobs()) {
      String loaded = ValueText.of(record.normalized().get(field));
      if (!loaded.equals(ValueText.of(stored.user().normalized().get(field)))) {
        stored.state().jobThatSet(field, stored.user()).ifPresent(job -> changed.put(field, job));
      }
    }
    return changed;
  }

  /**
   * Those of {@link #changedIn} in which the record reverts the job. A list that only has more
   * entries does not, unless the job has removed one of them.
   */
  static Map<String, JobReference> revertedIn(User record, StoredUser stored) {
    Map<String, JobReference> reverted = changedIn(record, stored);
    reverted
        .entrySet()
        .removeIf(field -> hasOnlyNewEntries(field.getKey(), record, stored, field.getValue()));
    return reverted;
  }

  private static boolean hasOnlyNewEntries(
      String field, User record, StoredUser stored, JobReference job) {
    Set<String> added = entries(record, field);
    Set<String> present = entries(stored.user(), field);
    // After another job's change, the item does not tell any more what the job has removed.
    Optional<FieldChange> change =
        stored.state().changeBy(job).map(last -> last.fields().get(field));
    if (change.isEmpty() || added.isEmpty() || !added.containsAll(present)) {
      return false;
    }
    added.removeAll(present);
    ObjectNode before = Json.MAPPER.createObjectNode();
    change.get().before().ifPresent(value -> before.set(field, value));
    return Collections.disjoint(added, entries(new User(before), field));
  }

  private static Set<String> entries(User user, String list) {
    Set<String> entries = new HashSet<>();
    JsonNode value = user.normalized().get(list);
    if (value.isArray()) {
      value.forEach(entry -> entries.add(ValueText.of(entry)));
    }
    return entries;
  }
}
