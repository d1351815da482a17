package org.rollcall.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.json.Json;
import org.rollcall.update.UndoFixture.Done;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.ListPlaces;

/**
 * Random edits of a record after a job: other people change fields, and add, edit, relabel and
 * remove entries of lists. It knows what the record must contain after an undo of the job.
 */
final class EditsOfOthers {

  private static final String SEGMENT = "segment_type";
  private static final Set<String> ACCOUNT = Set.of("account_type", "external_id");

  private final Random random;
  private final Done run;
  private final ObjectNode edited;
  private final ObjectNode expected;
  private int edits;

  EditsOfOthers(Done run, long seed) {
    this.run = run;
    random = new Random(seed);
    edited = run.after().user().record().deepCopy();
    expected = run.before().user().record().deepCopy();
    List<String> names = new ArrayList<>();
    edited.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      edit(name);
    }
  }

  /** The record with the edits. */
  ObjectNode edited() {
    return edited;
  }

  /** The record after the undo. The order of lists is not significant. */
  ObjectNode expected() {
    return expected;
  }

  private void edit(String field) {
    JsonNode after = edited.get(field);
    Optional<FieldChange> change = Optional.ofNullable(run.outcome().changes().get(field));
    if (after.isArray()) {
      editList(edited, expected, field, places(change, ""));
    } else if (after.isObject() && field.equals("contact_info")) {
      for (String list : List.of("email", "phone")) {
        if (after.path(list).isArray() && expected.path(field).path(list).isArray()) {
          editList(
              edited.withObject("/" + field),
              expected.withObject("/" + field),
              list,
              places(change, list));
        }
      }
    } else if (!ACCOUNT.contains(field)
        && !field.equals("primary_id")
        && !expected.path(field).isArray()
        && random.nextInt(3) == 0) {
      String value = "others-" + edits++;
      edited.put(field, value);
      expected.put(field, value);
    }
  }

  private static ListPlaces places(Optional<FieldChange> change, String place) {
    return change
        .map(found -> found.places().get(place))
        .orElse(new ListPlaces(List.of(), List.of()));
  }

  private void editList(ObjectNode now, ObjectNode result, String list, ListPlaces places) {
    List<JsonNode> after = entries(now.get(list));
    List<JsonNode> before = entries(result.path(list));
    if (!isDistinct(after) || !isDistinct(before)) {
      return;
    }
    Map<Integer, ListPlaces.Entry> ofJob = new TreeMap<>();
    places.after().forEach(place -> ofJob.put(place.index(), place));
    Set<Integer> editedByJob = new HashSet<>();
    List<JsonNode> newNow = new ArrayList<>();
    List<JsonNode> newResult = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      JsonNode edit = edit(after.get(i));
      Optional<ListPlaces.Entry> place = Optional.ofNullable(ofJob.get(i));
      Optional<JsonNode> original =
          place
              .filter(found -> found.edited().isPresent())
              .map(found -> places.before().get(found.edited().getAsInt()).index())
              .map(
                  index -> {
                    editedByJob.add(index);
                    return before.get(index);
                  });
      if (!edit.isMissingNode()) {
        newNow.add(edit);
      }
      newResult.add(place.isEmpty() ? edit : afterUndo(original, after.get(i), edit));
    }
    for (ListPlaces.Entry place : places.before()) {
      if (!editedByJob.contains(place.index())) {
        newResult.add(before.get(place.index()));
      }
    }
    if (random.nextBoolean()) {
      JsonNode foreign = Json.MAPPER.createObjectNode().put("others", edits++);
      newNow.add(random.nextInt(newNow.size() + 1), foreign);
      newResult.add(foreign);
    }
    newResult.removeIf(JsonNode::isMissingNode);
    if (!newNow.equals(after)) {
      now.set(list, array(newNow));
      result.set(list, array(newResult));
    }
  }

  /** What an undo makes of an entry that the job has added or edited. */
  private static JsonNode afterUndo(Optional<JsonNode> original, JsonNode job, JsonNode now) {
    boolean isRelabelledAtMost = identity(now).equals(identity(job));
    if (now.isMissingNode() || !isRelabelledAtMost) {
      return now;
    }
    if (original.isEmpty()) {
      return missing();
    }
    if (now.equals(job)) {
      return original.get();
    }
    return identity(original.get()).equals(identity(job))
        ? now
        : ((ObjectNode) original.get().deepCopy()).set(SEGMENT, now.get(SEGMENT));
  }

  /** An entry after a random edit; missing if it was removed. */
  private JsonNode edit(JsonNode entry) {
    int choice = random.nextInt(8);
    if (choice == 0) {
      return missing();
    }
    if (!(entry instanceof ObjectNode object) || choice > 2) {
      return entry;
    }
    ObjectNode copy = object.deepCopy();
    if (choice == 1) {
      return copy.put("edited", edits++);
    }
    return copy.path(SEGMENT).isTextual()
        ? copy.put(
            SEGMENT, copy.path(SEGMENT).asText().equals("External") ? "Internal" : "External")
        : copy;
  }

  private static boolean isDistinct(List<JsonNode> entries) {
    Set<JsonNode> identities = new HashSet<>();
    return entries.stream().allMatch(entry -> identities.add(identity(entry)));
  }

  private static JsonNode identity(JsonNode entry) {
    return entry instanceof ObjectNode object ? object.deepCopy().without(SEGMENT) : entry;
  }

  private static List<JsonNode> entries(JsonNode list) {
    List<JsonNode> entries = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(entries::add);
    }
    return entries;
  }

  private static ArrayNode array(List<JsonNode> entries) {
    return Json.MAPPER.createArrayNode().addAll(entries);
  }

  private static JsonNode missing() {
    return Json.MAPPER.missingNode();
  }
}
