package org.rollcall.change;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.rollcall.change.JsonGenerators.keys;
import static org.rollcall.change.JsonGenerators.list;
import static org.rollcall.change.JsonGenerators.object;
import static org.rollcall.change.JsonGenerators.oneOf;
import static org.rollcall.change.JsonGenerators.optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

/** Generates valid {@code changes} of a job, of one to five kinds. */
public final class RandomChanges implements ArbitrarySupplier<String> {

  /** The values of each kind of change. */
  private static final Map<String, Arbitrary<String>> KINDS =
      Map.ofEntries(
          entry("account_type", oneOf("value: 'INTERNAL'", "value: 'EXTERNAL'")),
          entry("external_id", oneOf("value: 'NEW'")),
          entry("force_password_change", oneOf("value: true", "value: false")),
          entry("record_type", oneOf("value: 'PUBLIC'", "value: 'STAFF'")),
          entry("user_group", oneOf("value: 'UG'", "value: 'NEW'")),
          entry("campus_code", valueOrClear()),
          entry("job_category", valueOrClear()),
          entry("job_description", valueOrClear()),
          entry("user_title", valueOrClear()),
          entry("cataloger_level", oneOf("value: '00'", "value: '10'")),
          entry("preferred_language", oneOf("value: 'en'", "value: 'fr-CA'")),
          entry("status", oneOf("value: 'ACTIVE'", "value: 'INACTIVE'")),
          entry("expiry_date", date()),
          entry("purge_date", date()),
          entry("email", domain()),
          entry("preferred_sms", oneOf("clear: true")),
          entry("roles", lists(list("add", 1, role()), list("remove", 1, roleRemoval()))),
          entry("blocks", lists(list("add", 1, block()), list("disable", 1, blockRemoval()))),
          entry("notes", lists(list("add", 1, note()), list("remove", 1, noteRemoval()))),
          entry("statistics", lists(list("add", 1, statistic()), list("remove", 1, category()))),
          entry("rs_libraries", lists(list("add", 1, library()), list("remove", 1, library()))),
          entry(
              "library_notices", lists(list("opt_in", 1, letter()), list("opt_out", 1, letter()))));

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

  private static boolean isValid(String change) {
    Faults faults = new Faults();
    ChangeKinds.read(Given.fields("{" + change + "}", faults), CodeTables.of(Map.of()));
    return change.startsWith("account_type") || faults.isEmpty();
  }

  private static Arbitrary<String> valueOrClear() {
    return oneOf("value: 'UG'", "value: 'NEW'", "clear: true");
  }

  private static Arbitrary<String> domain() {
    return oneOf(
        "replace_domain: {from: 'old.edu', to: 'example.edu'}",
        "replace_domain: {from: 'example.edu', to: 'new.edu'}");
  }

  private static Arbitrary<String> date() {
    return oneOf(
        "value: '2020-02-29'",
        "value: '2027-06-30'",
        "clear: true",
        "value: 'today'",
        "from_today: 'P1Y'",
        "extend_by: 'P1Y'",
        "extend_by: 'P1M1D'");
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
