package org.rollcall.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.AccountType;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.ListPlaces;

/**
 * Undoes what a job did to a record. A field that still has the value which the job left gets its
 * earlier value. A field that was changed since is left alone; lists are compared entry by entry.
 * See D-173.
 */
public final class RecordUndo {

  /** A conversion changes both, and Alma accepts only certain combinations (D-032). */
  private static final Set<String> ACCOUNT_FIELDS = Set.of("account_type", "external_id");

  private final boolean keepsAccount;
  private final boolean keepsSegments;
  private final boolean isInternal;
  private final Map<String, Left> left = new TreeMap<>();

  /**
   * A field that is left alone.
   *
   * @param job the value that the job left; empty for a list or no value
   * @param now the value now; empty for a list or no value
   * @param by the later job that has set an account's value
   */
  record Left(
      boolean isList, Optional<JsonNode> job, Optional<JsonNode> now, Optional<JobReference> by) {

    static Left list() {
      return new Left(true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    String text(String field) {
      if (isList) {
        return field;
      }
      if (by.isEmpty() && JsonValues.isSame(now, job)) {
        return field + " (now " + value(now) + ", as the job left it)";
      }
      String later = by.map(found -> ", set by job " + found.jobId()).orElse("");
      return field + " (the job left " + value(job) + ", now " + value(now) + later + ")";
    }

    private static String value(Optional<JsonNode> node) {
      return node.flatMap(CodedValue::code).orElse("(none)");
    }
  }

  /**
   * A record after an undo.
   *
   * @param left the fields that are left alone, with the job's value and the present one, in the
   *     order of their names
   */
  public record Undone(User user, List<String> left) {}

  private RecordUndo(boolean keepsAccount, boolean keepsSegments, boolean isInternal) {
    this.keepsAccount = keepsAccount;
    this.keepsSegments = keepsSegments;
    this.isInternal = isInternal;
  }

  /**
   * The record after the undo.
   *
   * @param changes the differences that the job made
   * @param keepsAccount whether the account's conversion stays: its type, external ID and segments
   * @param convertedBy the later job that has converted the account. That conversion stays
   */
  public static Undone of(
      User user,
      Map<String, FieldChange> changes,
      boolean keepsAccount,
      Optional<JobReference> convertedBy) {
    boolean isChangedSince =
        convertedBy.isPresent()
            || ACCOUNT_FIELDS.stream()
                .anyMatch(field -> isChangedSince(field(user, field), changes.get(field)));
    boolean staysAsItIs = keepsAccount || isChangedSince;
    // Segments belong to a conversion. A job that changed only the external ID converted nothing.
    boolean keepsConversion = staysAsItIs && changes.containsKey("account_type");
    RecordUndo undo =
        new RecordUndo(
            staysAsItIs,
            keepsConversion && !isSetBack(user, changes.get("account_type")),
            (keepsConversion || convertedBy.isPresent()) && !isExternal(user));
    if (isChangedSince) {
      undo.leaveAccount(user, changes, convertedBy);
    }
    Map<String, Optional<JsonNode>> values = new TreeMap<>();
    changes.forEach(
        (field, change) -> {
          if (!undo.keepsAccount || !ACCOUNT_FIELDS.contains(field)) {
            values.put(
                field, undo.value(field, "", field, field(user, field), change, change.places()));
          }
        });
    User result = user;
    for (Map.Entry<String, Optional<JsonNode>> value : values.entrySet()) {
      String field = value.getKey();
      if (!value.getValue().equals(field(user, field))) {
        result =
            value.getValue().isPresent()
                ? result.with(field, value.getValue().get())
                : result.without(field);
      }
    }
    return new Undone(
        result,
        undo.left.entrySet().stream().map(entry -> entry.getValue().text(entry.getKey())).toList());
  }

  private static Optional<JsonNode> field(User user, String name) {
    return Optional.of(user.get(name)).filter(value -> !value.isMissingNode());
  }

  private static boolean isExternal(User user) {
    return field(user, "account_type")
        .flatMap(CodedValue::code)
        .filter(AccountType.EXTERNAL.name()::equals)
        .isPresent();
  }

  /** Whether a field has neither the value that the job left nor the one before the job. */
  private static boolean isChangedSince(Optional<JsonNode> now, @Nullable FieldChange change) {
    return change != null
        && !JsonValues.isSame(now, change.after())
        && !JsonValues.isSame(now, change.before());
  }

  /** Whether the job has changed the account's type, and the account has its earlier type. */
  private static boolean isSetBack(User user, @Nullable FieldChange change) {
    return change != null && JsonValues.isSame(field(user, "account_type"), change.before());
  }

  /**
   * Leaves both fields of the account alone, because one of them was changed since, or a later job
   * has set them.
   */
  private void leaveAccount(
      User user, Map<String, FieldChange> changes, Optional<JobReference> convertedBy) {
    for (String field : ACCOUNT_FIELDS) {
      FieldChange change = changes.get(field);
      Optional<JsonNode> now = field(user, field);
      if (change != null && !JsonValues.isSame(now, change.before())) {
        left.put(field, new Left(false, change.after(), now, convertedBy));
      }
    }
  }

  /**
   * A value after the undo; empty if it is absent.
   *
   * @param path the value's place in the record, for people
   * @param place its place in the field, as in {@link FieldChange#places}
   * @param name the name of the list, if it is one
   */
  private Optional<JsonNode> value(
      String path,
      String place,
      String name,
      Optional<JsonNode> now,
      FieldChange change,
      Map<String, ListPlaces> places) {
    Optional<JsonNode> before = change.before();
    Optional<JsonNode> after = change.after();
    if (places.containsKey(place)) {
      return list(path, name, now, change, places.get(place));
    }
    if (is(before, JsonValues::isStructure) && is(after, JsonValues::isStructure)) {
      return structure(path, place, now, change, places);
    }
    if (JsonValues.isSame(now, after)) {
      return before;
    }
    if (isChangedSince(now, change)) {
      left.put(path, new Left(false, after, now, Optional.empty()));
    }
    return now;
  }

  private static boolean is(Optional<JsonNode> value, Predicate<JsonNode> predicate) {
    return value.filter(predicate).isPresent();
  }

  private Optional<JsonNode> structure(
      String path,
      String place,
      Optional<JsonNode> now,
      FieldChange change,
      Map<String, ListPlaces> places) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    if (now.filter(Json::isFilled).isPresent()) {
      if (!(now.get() instanceof ObjectNode object)) {
        left.put(path, Left.list());
        return now;
      }
      result.setAll(object);
    }
    Set<String> names = new TreeSet<>();
    change.before().ifPresent(value -> value.fieldNames().forEachRemaining(names::add));
    change.after().ifPresent(value -> value.fieldNames().forEachRemaining(names::add));
    for (String name : names) {
      Optional<JsonNode> value =
          value(
              path + "." + name,
              place.isEmpty() ? name : place + "/" + name,
              name,
              Optional.ofNullable(result.get(name)),
              FieldChange.of(get(change.before(), name), get(change.after(), name)),
              places);
      value.ifPresentOrElse(found -> result.set(name, found), () -> result.remove(name));
    }
    return result.isEmpty() && now.isEmpty() ? now : Optional.of(result);
  }

  private static @Nullable JsonNode get(Optional<JsonNode> value, String name) {
    return value.map(found -> found.get(name)).orElse(null);
  }

  private Optional<JsonNode> list(
      String path, String name, Optional<JsonNode> now, FieldChange change, ListPlaces places) {
    if (now.filter(Json::isFilled).filter(value -> !value.isArray()).isPresent()) {
      left.put(path, Left.list());
      return now;
    }
    ListUndo undo = new ListUndo(name, entries(now), keepsSegments, isInternal);
    List<JsonNode> restored =
        undo.restore(entries(change.before()), entries(change.after()), places);
    if (undo.isLeft()) {
      left.put(path, Left.list());
    }
    if (restored.equals(entries(now))) {
      // The job may have removed an empty list, or written one.
      return restored.isEmpty() && now.equals(change.after()) ? change.before() : now;
    }
    if (restored.isEmpty() && !is(change.before(), JsonNode::isArray)) {
      return change.before();
    }
    ArrayNode list = Json.MAPPER.createArrayNode();
    list.addAll(restored);
    return Optional.of(list);
  }

  private static List<JsonNode> entries(Optional<JsonNode> list) {
    List<JsonNode> entries = new ArrayList<>();
    list.filter(JsonNode::isArray).ifPresent(found -> found.forEach(entries::add));
    return entries;
  }
}
