package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.rollcall.json.Json;
import org.rollcall.report.PreviewSummary.EntryCount;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.report.PreviewSummary.ValuePair;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CodedFields;
import org.rollcall.user.CodedValue;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange.FieldChange;

/**
 * Counts the changes of a job by field. Codes, days and flags are counted by their values, entries
 * of lists by their codes, email addresses by their domains. Texts may be personal data and are
 * only counted. For the last days of accounts, it also counts the members who would lose time.
 */
final class ChangeSummary {

  /** The number of pairs, and of kinds of entries, that are listed for a field. */
  private static final int MAX_LISTED = 50;

  /** Fields with a code or a flag in a text. */
  private static final Set<String> CODES_IN_TEXTS = Set.of("external_id", "force_password_change");

  /** The field that tells what an entry of a list is, by the list's name. */
  private static final Map<String, String> ENTRY_CODES =
      Map.of(
          "user_role", "role_type",
          "user_block", "block_description",
          "user_note", "note_type",
          "user_statistic", "statistic_category",
          "user_identifier", "id_type",
          "rs_library", "code",
          "library_notice", "code");

  /** The fields with a last day of an account. */
  private static final Set<String> LAST_DAYS = Set.of("expiry_date", "purge_date");

  private final LocalDate today;
  private final Map<String, Counts> fields = new TreeMap<>();

  /**
   * A summary without changes.
   *
   * @param today the day of the job
   */
  ChangeSummary(LocalDate today) {
    this.today = today;
  }

  /** The counts of one field. */
  private static final class Counts {
    private int members;
    private int earlier;
    private int past;
    private final Map<ValuePair, Integer> pairs = new HashMap<>();
    private final Map<Optional<String>, int[]> entries = new HashMap<>();

    void addDays(Optional<LocalDate> before, LocalDate after, LocalDate today) {
      if (before.filter(after::isBefore).isPresent()) {
        earlier++;
      }
      if (after.isBefore(today) && before.filter(day -> day.isBefore(today)).isEmpty()) {
        past++;
      }
    }

    void addEntry(Optional<String> entry, int kind) {
      entries.computeIfAbsent(entry, key -> new int[4])[kind]++;
    }
  }

  private static final int ADDED = 0;
  private static final int REMOVED = 1;
  private static final int CHANGED = 2;
  private static final int RELABELLED = 3;

  /** Adds the changes of one member. Lists have only the entries that differ. */
  void add(Map<String, FieldChange> changes) {
    changes.forEach((field, change) -> add(field, field, change));
  }

  private void add(String path, String name, FieldChange change) {
    JsonNode before = change.before().orElse(Json.MAPPER.missingNode());
    JsonNode after = change.after().orElse(Json.MAPPER.missingNode());
    if (isNested(before) || isNested(after)) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          part -> add(path + "." + part, part, FieldChange.of(before.get(part), after.get(part))));
      return;
    }
    Counts counts = fields.computeIfAbsent(path, key -> new Counts());
    counts.members++;
    if (before.isArray() || after.isArray()) {
      addEntries(counts, name, entries(before), entries(after));
    } else if (isShown(path)) {
      counts.pairs.merge(
          new ValuePair(CodedValue.code(before), CodedValue.code(after), 0), 1, Integer::sum);
      if (LAST_DAYS.contains(path)) {
        day(after).ifPresent(last -> counts.addDays(day(before), last, today));
      }
    }
  }

  /** A day; empty if there is none, or if it cannot be read. */
  private static Optional<LocalDate> day(JsonNode value) {
    try {
      return AlmaDate.read(value, "");
    } catch (BrokenRecordException e) {
      return Optional.empty();
    }
  }

  private static boolean isNested(JsonNode value) {
    return value.isObject() && !value.has("value");
  }

  private static boolean isShown(String field) {
    return CodedFields.isCoded(User.TOP, field)
        || CodedFields.isDay(field)
        || CODES_IN_TEXTS.contains(field);
  }

  private static List<JsonNode> entries(JsonNode list) {
    List<JsonNode> entries = new ArrayList<>();
    list.forEach(entries::add);
    return entries;
  }

  private static void addEntries(
      Counts counts, String list, List<JsonNode> removed, List<JsonNode> added) {
    for (JsonNode entry : List.copyOf(removed)) {
      if (removeFirst(added, other -> withoutSegment(other).equals(withoutSegment(entry)))) {
        removed.remove(entry);
        counts.addEntry(label(list, entry), RELABELLED);
      }
    }
    for (JsonNode entry : List.copyOf(removed)) {
      if (removeFirst(added, other -> label(list, other).equals(label(list, entry)))) {
        removed.remove(entry);
        counts.addEntry(label(list, entry), CHANGED);
      }
    }
    removed.forEach(entry -> counts.addEntry(label(list, entry), REMOVED));
    added.forEach(entry -> counts.addEntry(label(list, entry), ADDED));
  }

  private static boolean removeFirst(List<JsonNode> entries, Predicate<JsonNode> condition) {
    Optional<JsonNode> found = entries.stream().filter(condition).findFirst();
    found.ifPresent(entries::remove);
    return found.isPresent();
  }

  private static JsonNode withoutSegment(JsonNode entry) {
    return entry instanceof ObjectNode object ? object.deepCopy().without("segment_type") : entry;
  }

  /** What an entry is, without personal data. */
  private static Optional<String> label(String list, JsonNode entry) {
    if (list.equals("email")) {
      return EmailAddress.of(entry.path("email_address").asText(""))
          .map(address -> address.domain().toString());
    }
    return Optional.ofNullable(ENTRY_CODES.get(list))
        .flatMap(field -> CodedValue.code(entry.path(field)));
  }

  /** The counted changes by field, in alphabetical order. */
  List<FieldSummary> list() {
    List<FieldSummary> list = new ArrayList<>();
    fields.forEach((field, counts) -> list.add(summary(field, counts)));
    return list;
  }

  private static FieldSummary summary(String field, Counts counts) {
    List<ValuePair> pairs =
        counts.pairs.entrySet().stream()
            .map(
                pair ->
                    new ValuePair(pair.getKey().before(), pair.getKey().after(), pair.getValue()))
            .sorted(
                Comparator.comparingInt(ValuePair::members)
                    .reversed()
                    .thenComparing(pair -> pair.before().orElse(""))
                    .thenComparing(pair -> pair.after().orElse("")))
            .toList();
    List<ValuePair> listed = pairs.stream().limit(MAX_LISTED).toList();
    int others = pairs.stream().skip(MAX_LISTED).mapToInt(ValuePair::members).sum();
    return new FieldSummary(
        field, counts.members, counts.earlier, counts.past, listed, others, entries(counts));
  }

  /** The most frequent entries; all others are counted together, as entries without a code. */
  private static List<EntryCount> entries(Counts counts) {
    List<EntryCount> entries =
        counts.entries.entrySet().stream()
            .map(
                entry ->
                    new EntryCount(
                        entry.getKey(),
                        entry.getValue()[ADDED],
                        entry.getValue()[REMOVED],
                        entry.getValue()[CHANGED],
                        entry.getValue()[RELABELLED]))
            .sorted(
                Comparator.comparingInt(ChangeSummary::total)
                    .reversed()
                    .thenComparing(entry -> entry.entry().orElse("")))
            .toList();
    if (entries.size() <= MAX_LISTED) {
      return entries;
    }
    List<EntryCount> listed = new ArrayList<>(entries.subList(0, MAX_LISTED));
    entries.stream()
        .skip(MAX_LISTED)
        .reduce(
            (one, other) ->
                new EntryCount(
                    Optional.empty(),
                    one.added() + other.added(),
                    one.removed() + other.removed(),
                    one.changed() + other.changed(),
                    one.relabelled() + other.relabelled()))
        .ifPresent(listed::add);
    return listed;
  }

  private static int total(EntryCount entry) {
    return entry.added() + entry.removed() + entry.changed() + entry.relabelled();
  }
}
