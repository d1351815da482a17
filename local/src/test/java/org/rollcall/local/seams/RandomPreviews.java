package org.rollcall.local.seams;

import static org.rollcall.change.JsonGenerators.keys;
import static org.rollcall.change.JsonGenerators.list;
import static org.rollcall.change.JsonGenerators.object;
import static org.rollcall.change.JsonGenerators.oneOf;
import static org.rollcall.change.JsonGenerators.optional;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.local.seams.PreviewCase.Confirming;
import org.rollcall.local.seams.PreviewCase.Member;
import org.rollcall.local.seams.PreviewCase.State;

/**
 * Generates previews with one to five kinds of changes, or with letters only, for sets of all
 * kinds.
 */
final class RandomPreviews implements ArbitrarySupplier<PreviewCase> {

  /** A day that a job accepts only if its input says so. */
  private static final String PAST = "\"value\":\"2020-02-29\"";

  @Override
  public Arbitrary<PreviewCase> get() {
    return Combinators.combine(work(), sets(), limits(), members(), confirming())
        .as(RandomPreviews::of)
        .withoutEdgeCases();
  }

  private static PreviewCase of(
      String work, String set, String limits, List<Member> users, Confirming confirming) {
    String input =
        "{initiated_by: '%s', job_name: 'Law', set: %s, %s, limits: {%s}}"
            .formatted(PreviewCase.PREVIEWER, set, work, limits);
    // Only a User Administrator may add or remove the role User Manager.
    boolean byAdministrator = confirming.byAdministrator() || input.contains("\"21\"");
    return new PreviewCase(
        input,
        users,
        new Confirming(
            confirming.firsts(),
            confirming.pause(),
            confirming.byOther(),
            byAdministrator,
            confirming.chunkSize(),
            confirming.timeZone(),
            confirming.set()));
  }

  /** Changes, a letter, or both. */
  private static Arbitrary<String> work() {
    Arbitrary<String> changes =
        new RandomChanges()
            .get()
            .map(all -> "changes: " + all.replace(PAST, PAST + ", \"allow_past\": true"));
    Arbitrary<String> letter =
        oneOf("ACCOUNT_UPDATED", "NOTIFY_PASSWORD_CHANGE", "Loans")
            .map(type -> "notify: {type: '" + type + "'}");
    return Arbitraries.frequencyOf(
        Tuple.of(1, letter), Tuple.of(3, changes), Tuple.of(6, keys(changes, letter)));
  }

  private static Arbitrary<String> sets() {
    Arbitrary<String> barcodes =
        oneOf("'B1'", "'b1'", "'B2'", "'b3'", "'B9'")
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(all -> "{id_type: 'BARCODE', members: [" + String.join(", ", all) + "]}");
    return Arbitraries.frequencyOf(
        Tuple.of(4, names().map(all -> "{members: ['" + String.join("', '", all) + "']}")),
        Tuple.of(2, oneOf("'" + PreviewCase.SET + "'")),
        Tuple.of(2, barcodes),
        Tuple.of(1, oneOf("{query: 'primary_id != \"second.desk\"'}")));
  }

  /** Members, some of them repeated in another spelling, and some without a user. */
  private static Arbitrary<List<String>> names() {
    return oneOf(
            "u0",
            "U0",
            " u0 ",
            "u1",
            "U1",
            "Zoë@example.edu",
            "=u3",
            "u4",
            "U5",
            "nobody",
            "mlibrarian")
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  private static Arbitrary<String> limits() {
    return keys(
        oneOf("", "include_staff: true"),
        oneOf("", "", "", "max_failures_percent: 20", "max_failures_percent: 60"));
  }

  private static Arbitrary<List<Member>> members() {
    Arbitrary<State> states =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(State.NONE)), Tuple.of(3, Arbitraries.of(State.class)));
    return Combinators.combine(new RandomRecords().get(), details(), states)
        .as(
            (record, more, state) ->
                new Member(record.substring(0, record.length() - 1) + more + "}", state))
        .list()
        .ofMinSize(1)
        .ofMaxSize(PreviewCase.IDS.size());
  }

  /** What records have that no change reads. */
  private static Arbitrary<String> details() {
    Arbitrary<String> identifier =
        object(
            oneOf("id_type: 'BARCODE'", "id_type: {value: 'BARCODE'}"),
            oneOf("value: 'B1'", "value: 'B2'", "value: 'B3'"),
            oneOf("", "status: 'ACTIVE'", "status: 'INACTIVE'"));
    return keys(
            keys(
                oneOf("", "first_name: 'Zephyrine'", "first_name: 'Zoë <b>'", "first_name: 5"),
                oneOf(
                    "",
                    "preferred_language: 'fr'",
                    "preferred_language: {value: 'en'}",
                    "preferred_language: 'de'",
                    "preferred_language: ['fr']")),
            optional(list("user_identifier", 0, identifier)))
        .map(all -> all.isEmpty() ? "" : ", " + all);
  }

  private static Arbitrary<Confirming> confirming() {
    Arbitrary<List<Integer>> firsts =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(List.of())),
            Tuple.of(1, Arbitraries.integers().between(1, 3).list().ofMinSize(1).ofMaxSize(2)));
    return Combinators.combine(
            firsts,
            Arbitraries.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(2)),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.just(1),
            oneOf("UTC", "Pacific/Auckland"),
            names()
                .map(all -> all.stream().collect(Collectors.joining("\n", "primary_id\n", "\n"))))
        .as(Confirming::new);
  }
}
