package org.rollcall.change;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.rollcall.change.Fragments.keys;
import static org.rollcall.change.Fragments.list;
import static org.rollcall.change.Fragments.object;
import static org.rollcall.change.Fragments.one;
import static org.rollcall.change.Fragments.perhaps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.rollcall.Given;
import org.rollcall.change.kind.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

/** Random {@code changes} of a job, of one kind to five, without faults. */
public final class AnyChange implements ArbitrarySupplier<String> {

  /** What each kind takes: a line a kind, in any order. */
  private static final Map<String, Arbitrary<String>> KINDS =
      Map.ofEntries(
          entry("account_type", one("value: 'INTERNAL'", "value: 'EXTERNAL'")),
          entry("external_id", one("value: 'NEW'")),
          entry("force_password_change", one("value: true", "value: false")),
          entry("record_type", one("value: 'PUBLIC'", "value: 'STAFF'")),
          entry("user_group", one("value: 'UG'", "value: 'NEW'")),
          entry("campus_code", valueOrClear()),
          entry("job_category", valueOrClear()),
          entry("job_description", valueOrClear()),
          entry("user_title", valueOrClear()),
          entry("cataloger_level", one("value: '00'", "value: '10'")),
          entry("preferred_language", one("value: 'en'", "value: 'fr-CA'")),
          entry("status", one("value: 'ACTIVE'", "value: 'INACTIVE'")),
          entry("expiry_date", date()),
          entry("purge_date", date()),
          entry("email", domain()),
          entry("preferred_sms", one("clear: true")),
          entry("roles", lists(list("add", 1, role()), list("remove", 1, roleRemoval()))),
          entry("blocks", lists(list("add", 1, block()), list("disable", 1, blockRemoval()))),
          entry("notes", lists(list("add", 1, note()), list("remove", 1, noteRemoval()))),
          entry("statistics", lists(list("add", 1, statistic()), list("remove", 1, category()))),
          entry("rs_libraries", lists(list("add", 1, library()), list("remove", 1, library()))),
          entry(
              "library_notices", lists(list("opt_in", 1, letter()), list("opt_out", 1, letter()))));

  /**
   * Those that are the same however often they are made: all but extensions of dates. (One whose
   * {@code when} asks for what the job itself changes would not be either; none here does.)
   */
  public static final class Repeatable implements ArbitrarySupplier<String> {
    @Override
    public Arbitrary<String> get() {
      return new AnyChange().get().filter(changes -> !changes.contains("extend_by"));
    }
  }

  @Override
  public Arbitrary<String> get() {
    return one(KINDS.keySet().toArray(String[]::new))
        .set()
        .ofMinSize(1)
        .ofMaxSize(5)
        .flatMap(AnyChange::of)
        .map(AnyChange::withOneMindOnTheAccount)
        .withoutEdgeCases();
  }

  /** The keys of the kinds that are made here. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }

  private static Arbitrary<String> of(Set<String> kinds) {
    return Combinators.combine(kinds.stream().sorted().map(AnyChange::of).toList())
        .as(changes -> "{" + Fragments.join(changes) + "}");
  }

  private static Arbitrary<String> of(String kind) {
    Arbitrary<String> condition =
        one(
            "",
            "",
            "condition: 'IF_EMPTY'",
            "condition: 'IF_NOT_EMPTY'",
            "when: '$count(contact_info.email) > 0'");
    return object(requireNonNull(KINDS.get(kind)), condition)
        .map(change -> kind + ": " + change)
        .filter(AnyChange::isFreeOfContradictions);
  }

  /** An account cannot become external without an external id, nor internal with one. */
  private static String withOneMindOnTheAccount(String changes) {
    ObjectNode all = Given.object(changes);
    switch (all.path("account_type").path("value").asText()) {
      case "INTERNAL" -> all.remove("external_id");
      case "EXTERNAL" -> all.withObject("/external_id").put("value", "NEW");
      default -> {}
    }
    return all.toString();
  }

  private static boolean isFreeOfContradictions(String change) {
    Faults faults = new Faults();
    ChangeKinds.read(Given.fields("{" + change + "}", faults), CodeTables.of(Map.of()));
    return change.startsWith("account_type") || faults.isEmpty();
  }

  private static Arbitrary<String> valueOrClear() {
    return one("value: 'UG'", "value: 'NEW'", "clear: true");
  }

  private static Arbitrary<String> domain() {
    return one(
        "replace_domain: {from: 'old.edu', to: 'example.edu'}",
        "replace_domain: {from: 'example.edu', to: 'new.edu'}");
  }

  private static Arbitrary<String> date() {
    return one(
        "value: '2020-02-29'",
        "value: '2027-06-30'",
        "clear: true",
        "extend_by: 'P1Y'",
        "extend_by: 'P1M1D'");
  }

  /** One of two lists, or both. */
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
        one("role_type: '200'", "role_type: '21'", "role_type: '32'"),
        one(
            "",
            "scope: 'MAIN'",
            "parameters: [{type: 'A', value: '1'}]",
            "scope: 'MAIN', parameters: [{type: 'A', value: '1'}, {type: 'B', value: '2'}]"));
  }

  private static Arbitrary<String> block() {
    return object(
        one("", "block_type: 'GENERAL'", "block_type: 'LOAN'"),
        one("block_description: '02-GLOBAL'", "block_description: '03-LOAN'"),
        one("", "block_note: 'n'", "block_note: 'other'"),
        expiry(),
        segment());
  }

  private static Arbitrary<String> blockRemoval() {
    return object(
        one("block_type: 'GENERAL'", "block_type: 'LOAN'", "block_description: '02-GLOBAL'"),
        one("", "note_contains: 'N'"));
  }

  private static Arbitrary<String> note() {
    return object(
        one("note_type: 'GENERAL'", "note_type: 'OTHER'"),
        one("note_text: 'Locker 7'", "note_text: 'Locker 8'", "note_text: 'New'"),
        one("", "user_viewable: true", "popup_note: true"),
        segment());
  }

  private static Arbitrary<String> noteRemoval() {
    return object(
        one("note_type: 'GENERAL'", "note_type: 'BARCODE'", "text_contains: 'card'"),
        one("", "created_before: '2026-11-22'", "created_before: '2026-11-23'"));
  }

  private static Arbitrary<String> statistic() {
    return object(categoryKey(), one("", "statistic_note: 'a'", "statistic_note: 'b'"), segment());
  }

  private static Arbitrary<String> category() {
    return object(categoryKey());
  }

  private static Arbitrary<String> categoryKey() {
    return one("statistic_category: 'AL'", "statistic_category: 'UG'", "statistic_category: 'NEW'");
  }

  private static Arbitrary<String> library() {
    return one("'MAIN'", "'LAW'", "'ART'");
  }

  private static Arbitrary<String> letter() {
    return one("'Loans'", "'Fines'", "'News'");
  }

  private static Arbitrary<String> expiry() {
    return perhaps(one("expiry_date: '2020-02-29'", "expiry_date: '2027-06-30'"));
  }

  private static Arbitrary<String> segment() {
    return one("", "segment_type: 'EXTERNAL'", "segment_type: 'BY_ACCOUNT_TYPE'");
  }
}
