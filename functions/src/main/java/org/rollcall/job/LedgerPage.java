package org.rollcall.job;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.aws.BilledUsage;
import org.rollcall.json.Json;

/**
 * A page of a job's ledger, in JSON Lines: one entry per line, then a line with the usage.
 *
 * @param <T> {@link Outcome} or {@link LetterOutcome}
 * @param invocations the usage of AWS of each invocation that has written the page, by its ID. So
 *     no invocation is counted twice, even if it writes the page again
 * @param forecast in a preview: the usage of the chunk in the job that it shows
 * @param isDamaged whether lines were left out because they could not be read
 * @param version the version of the object; empty if it does not exist, or is not yet written
 */
public record LedgerPage<T>(
    List<T> entries,
    SortedMap<String, BilledUsage> invocations,
    Optional<BilledUsage> forecast,
    boolean isDamaged,
    Optional<String> version) {

  /** The last line of the page. */
  private record WorkLine(
      SortedMap<String, BilledUsage> invocations, Optional<BilledUsage> forecast) {}

  public LedgerPage {
    entries = List.copyOf(entries);
    invocations = Collections.unmodifiableSortedMap(new TreeMap<>(invocations));
  }

  /** The usage of AWS of all invocations. */
  public BilledUsage work() {
    return invocations.values().stream().reduce(BilledUsage.NONE, BilledUsage::plus);
  }

  byte[] toBytes() {
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(Json.text(entry)).append('\n'));
    lines.append(Json.text(new WorkLine(invocations, forecast))).append('\n');
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  LedgerPage(
      List<T> entries, SortedMap<String, BilledUsage> invocations, Optional<BilledUsage> forecast) {
    this(entries, invocations, forecast, false, Optional.empty());
  }

  /** Reads a page. Of a damaged page, for example after a loss of power, the readable lines. */
  static <T> LedgerPage<T> parse(byte[] bytes, Class<T> type, Optional<String> version) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    Optional<WorkLine> work =
        lines.isEmpty() ? Optional.empty() : read(lines.get(lines.size() - 1), WorkLine.class);
    List<String> entryLines = work.isPresent() ? lines.subList(0, lines.size() - 1) : lines;
    List<T> entries = entryLines.stream().flatMap(line -> read(line, type).stream()).toList();
    return new LedgerPage<>(
        entries,
        work.map(WorkLine::invocations).orElse(new TreeMap<>()),
        work.flatMap(WorkLine::forecast),
        work.isEmpty() || entries.size() < entryLines.size(),
        version);
  }

  private static <T> Optional<T> read(String line, Class<T> type) {
    try {
      return Optional.of(Json.read(line.getBytes(StandardCharsets.UTF_8), type));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
