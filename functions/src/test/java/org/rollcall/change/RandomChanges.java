package org.rollcall.change;

import static java.util.Objects.requireNonNull;
import static org.rollcall.change.JsonGenerators.keys;
import static org.rollcall.change.JsonGenerators.list;
import static org.rollcall.change.JsonGenerators.object;
import static org.rollcall.change.JsonGenerators.oneOf;
import static org.rollcall.change.JsonGenerators.optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

/** Generates valid {@code changes} of a job, of one to five kinds. */
public final class RandomChanges implements ArbitrarySupplier<String> {

  /** Kinds with lists, or with rules that refer to other kinds. */
  private static final Map<String, Arbitrary<String>> SPECIAL_KINDS =
      Map.of(
          "account_type",
          oneOf("value: 'INTERNAL'", "value: 'EXTERNAL'"),
          "email",
          domain(),
          "roles",
          lists(list("add", 1, role()), list("remove", 1, roleRemoval())),
          "blocks",
          lists(list("add", 1, block()), list("disable", 1, blockRemoval())),
          "notes",
          lists(list("add", 1, note()), list("remove", 1, noteRemoval())),
          "statistics",
          lists(list("add", 1, statistic()), list("remove", 1, category())),
          "rs_libraries",
          lists(list("add", 1, library()), list("remove", 1, library())),
          "library_notices",
          lists(list("opt_in", 1, letter()), list("opt_out", 1, letter())));

  /** Values of single fields, by type. A field has the first type of which it accepts a value. */
  private static final List<List<String>> FIELD_TYPES =
      List.of(
          List.of("value: 'UG'", "value: 'NEW'"),
          List.of("value: 'ACTIVE'", "value: 'INACTIVE'"),
          List.of("value: 'PUBLIC'", "value: 'STAFF'"),
          List.of("value: true", "value: false"),
          List.of(
              "value: '2020-02-29'",
              "value: '2027-06-30'",
              "value: 'today'",
              "from_today: 'P1Y'",
              "extend_by: 'P1Y'",
              "extend_by: 'P1M1D'"));

  private static final Map<String, Arbitrary<String>> KINDS =
      ChangeKinds.ALL.stream()
          .map(ChangeKind::key)
          .filter(key -> SPECIAL_KINDS.containsKey(key) || !fieldValues(key).isEmpty())
          .collect(
              Collectors.toMap(
                  key -> key,
                  key ->
                      Optional.ofNullable(SPECIAL_KINDS.get(key))
                          .orElseGet(() -> Arbitraries.of(fieldValues(key)))));

  /**
   * Changes that have the same result when they are repeated: all except extensions of dates. (A
   * {@code when} that depends on the changes themselves is not repeatable either; none here does.)
   */
  public static final class Repeatable implements ArbitrarySupplier<String> {
    @Override
    public Arbitrary<String> get() {
      return new RandomChanges().get().filter(changes -> !changes.contains("extend_by"));
    }
  }

  @Override
  public Arbitrary<String> get() {
    return oneOf(KINDS.keySet().toArray(String[]::new))
        .set()
        .ofMinSize(1)
        .ofMaxSize(5)
        .flatMap(RandomChanges::of)
        .map(RandomChanges::withMatchingExternalId)
        .withoutEdgeCases();
  }

  /** The keys of all kinds that are generated. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }

  private static Arbitrary<String> of(Set<String> kinds) {
    return Combinators.combine(kinds.stream().sorted().map(RandomChanges::of).toList())
        .as(changes -> "{" + JsonGenerators.join(changes) + "}");
  }

  private static Arbitrary<String> of(String kind) {
    Arbitrary<String> condition =
        oneOf(
            "",
            "",
            "condition: 'IF_EMPTY'",
            "condition: 'IF_NOT_EMPTY'",
            "when: '$count(contact_info.email) > 0'");
    return object(requireNonNull(KINDS.get(kind)), condition)
        .map(change -> kind + ": " + change)
        .filter(RandomChanges::isValid);
  }

  /** Adds or removes {@code external_id} as the account type requires. */
  private static String withMatchingExternalId(String changes) {
    ObjectNode all = Given.object(changes);
    switch (all.path("account_type").path("value").asText()) {
      case "INTERNAL" -> all.remove("external_id");
      case "EXTERNAL" -> all.withObject("/external_id").put("value", "NEW");
      default -> {}
    }
    return all.toString();
  }

  private static boolean isValid(String kind, String keys) {
    return isValid(kind + ": {" + keys + "}");
  }

  private static boolean isValid(String change) {
    Faults faults = new Faults();
    ChangeKinds.read(Given.fields("{" + change + "}", faults), CodeTables.of(Map.of()));
    return change.startsWith("account_type") || faults.isEmpty();
  }

  /** The values that a kind of change accepts; none if it does not change a single field. */
  static List<String> fieldValues(String kind) {
    if (SPECIAL_KINDS.containsKey(kind)) {
      return List.of();
    }
    Stream<String> values =
        FIELD_TYPES.stream()
            .map(type -> type.stream().filter(value -> isValid(kind, value)).toList())
            .filter(valid -> !valid.isEmpty())
            .findFirst()
            .stream()
            .flatMap(List::stream);
    return Stream.concat(values, Stream.of("clear: true").filter(clear -> isValid(kind, clear)))
        .toList();
  }

  private static Arbitrary<String> domain() {
    return oneOf(
        "replace_domain: {from: 'old.edu', to: 'example.edu'}",
        "replace_domain: {from: 'example.edu', to: 'new.edu'}");
  }

  /** One or both of two lists. */
  private static Arbitrary<String> lists(Arbitrary<String> one, Arbitrary<String> other) {
    return Arbitraries.oneOf(List.of(one, other, keys(one, other)));
  }

  private static Arbitrary<String> role() {
    return object(roleKeys(), expiry());
  }

  private static Arbitrary<String> roleRemoval() {
    return object(roleKeys());
  }

  private static Arbitrary<String> roleKeys() {
    return keys(
        oneOf("role_type: '200'", "role_type: '21'", "role_type: '32'"),
        oneOf(
            "",
            "scope: 'MAIN'",
            "parameters: [{type: 'A', value: '1'}]",
            "scope: 'MAIN', parameters: [{type: 'A', value: '1'}, {type: 'B', value: '2'}]"));
  }

  private static Arbitrary<String> block() {
    return object(
        oneOf("", "block_type: 'GENERAL'", "block_type: 'LOAN'"),
        oneOf("block_description: '02-GLOBAL'", "block_description: '03-LOAN'"),
        oneOf("", "block_note: 'n'", "block_note: 'other'"),
        expiry(),
        segment());
  }

  private static Arbitrary<String> blockRemoval() {
    return object(
        oneOf("block_type: 'GENERAL'", "block_type: 'LOAN'", "block_description: '02-GLOBAL'"),
        oneOf("", "note_contains: 'N'"));
  }

  private static Arbitrary<String> note() {
    return object(
        oneOf("note_type: 'GENERAL'", "note_type: 'OTHER'"),
        oneOf("note_text: 'Locker 7'", "note_text: 'Locker 8'", "note_text: 'New'"),
        oneOf("", "user_viewable: true", "popup_note: true"),
        segment());
  }

  private static Arbitrary<String> noteRemoval() {
    return object(
        oneOf("note_type: 'GENERAL'", "note_type: 'BARCODE'", "text_contains: 'card'"),
        oneOf("", "created_before: '2026-11-22'", "created_before: '2026-11-23'"));
  }

  private static Arbitrary<String> statistic() {
    return object(
        categoryKey(), oneOf("", "statistic_note: 'a'", "statistic_note: 'b'"), segment());
  }

  private static Arbitrary<String> category() {
    return object(categoryKey());
  }

  private static Arbitrary<String> categoryKey() {
    return oneOf(
        "statistic_category: 'AL'", "statistic_category: 'UG'", "statistic_category: 'NEW'");
  }

  private static Arbitrary<String> library() {
    return oneOf("'MAIN'", "'LAW'", "'ART'");
  }

  private static Arbitrary<String> letter() {
    return oneOf("'Loans'", "'Fines'", "'News'");
  }

  private static Arbitrary<String> expiry() {
    return optional(
        oneOf(
            "expiry_date: '2020-02-29'",
            "expiry_date: '2027-06-30', allow_past: true",
            "expiry_date: 'today'",
            "expiry_date: {from_today: 'P1Y'}"));
  }

  private static Arbitrary<String> segment() {
    return oneOf("", "segment_type: 'EXTERNAL'", "segment_type: 'BY_ACCOUNT_TYPE'");
  }
}
