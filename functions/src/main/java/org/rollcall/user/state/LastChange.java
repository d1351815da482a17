package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
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
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/**
 * The changes that a job made to a user.
 *
 * @param job the root of the job that made them
 * @param retry the retry that made them; empty if it was the root itself
 * @param chunk the number of the ledger's page that will contain the changes. Until it does, they
 *     stay on the user's item, because an undo needs them. See D-173.
 * @param fields the changed fields by name, each with its value before and after
 * @param remark what the user's outcome says beside the changes
 * @param replaced the changed fields to which a load has given another value since. See D-128.
 */
public record LastChange(
    JobReference job,
    Optional<JobReference> retry,
    int chunk,
    Map<String, FieldChange> fields,
    Optional<ReasonText> remark,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Set<String> replaced) {

  public LastChange {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    replaced = Collections.unmodifiableSet(new TreeSet<>(replaced));
  }

  /** The changes of a job, which a page will contain. */
  public static LastChange of(
      JobReference job,
      PageReference page,
      Map<String, FieldChange> fields,
      Optional<ReasonText> remark) {
    Optional<JobReference> retry = Optional.of(page.job()).filter(made -> !made.equals(job));
    return new LastChange(job, retry, page.chunk(), fields, remark, Set.of());
  }

  /** The page that will contain the changes. */
  public PageReference page() {
    return new PageReference(retry.orElse(job), chunk);
  }

  /** The start of the job that made the changes, which may be a retry. */
  public Instant at() {
    return retry.orElse(job).started();
  }

  /** The changed fields that no load has replaced. */
  Set<String> keptFields() {
    Set<String> kept = new TreeSet<>(fields.keySet());
    kept.removeAll(replaced);
    return kept;
  }

  /** Marks a field as the job's value; empty if it is none of the {@link #keptFields}. */
  Optional<JobValue> jobValue(String field) {
    return Optional.ofNullable(fields.get(field))
        .filter(value -> !replaced.contains(field))
        .map(value -> JobValue.of(job, field, value.after()));
  }

  /** Marks the {@link #keptFields} as the job's values, by name. */
  Map<String, JobValue> jobValues() {
    Map<String, JobValue> values = new TreeMap<>();
    keptFields().forEach(field -> values.put(field, jobValue(field).orElseThrow()));
    return values;
  }

  /** This change after a load has written a record. */
  LastChange forRecord(User user) {
    Set<String> newlyReplaced = new TreeSet<>(replaced);
    jobValues()
        .forEach(
            (field, value) -> {
              if (!value.matches(user, field)) {
                newlyReplaced.add(field);
              }
            });
    return new LastChange(job, retry, chunk, fields, remark, newlyReplaced);
  }

  /**
   * A page of a job's ledger.
   *
   * @param job the job whose folder contains it, which may be a retry
   * @param chunk the number of the page
   */
  public record PageReference(JobReference job, int chunk) {}

  /**
   * A field's value before and after a change; empty where the record did not have the field.
   *
   * @param places in {@linkplain #differences differences}: where the entries of lists are, by the
   *     list's path in the field; empty for the field itself
   */
  public record FieldChange(
      Optional<JsonNode> before,
      Optional<JsonNode> after,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ListPlaces> places) {

    private static final TypeReference<Map<String, ListPlaces>> PLACES = new TypeReference<>() {};

    public FieldChange {
      places = Collections.unmodifiableMap(new TreeMap<>(places));
    }

    /** Reads the values by hand: Jackson does not distinguish a missing value from null. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FieldChange read(ObjectNode values) {
      JsonNode places = values.get("places");
      return new FieldChange(
          Optional.ofNullable(values.get("before")),
          Optional.ofNullable(values.get("after")),
          places == null ? Map.of() : Json.MAPPER.convertValue(places, PLACES));
    }

    public static FieldChange of(@Nullable JsonNode before, @Nullable JsonNode after) {
      return new FieldChange(Optional.ofNullable(before), Optional.ofNullable(after), Map.of());
    }

    /**
     * This change without what both values have in common: the same entries of lists, and the same
     * fields of objects. A code with its description stays whole.
     *
     * @param field the field's name
     */
    public FieldChange differences(String field) {
      return JsonDifference.of(field, this);
    }
  }

  /** The fields that differ between two versions of a user, by name. */
  public static Map<String, FieldChange> between(User before, User after) {
    Map<String, FieldChange> fields = new TreeMap<>();
    for (String name : before.differences(after)) {
      fields.put(name, new FieldChange(value(before, name), value(after, name), Map.of()));
    }
    return fields;
  }

  private static Optional<JsonNode> value(User user, String field) {
    return Optional.of(user.get(field)).filter(value -> !value.isMissingNode());
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "change by job " + job + " of " + Json.text(fields.keySet());
  }
}
