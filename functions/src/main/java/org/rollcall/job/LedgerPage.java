package org.rollcall.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rollcall.aws.BilledUsage;
import org.rollcall.json.Json;

/**
 * A page of a job's ledger, in JSON Lines: one entry per line, then a line with the usage.
 *
 * @param <T> {@link Outcome} or {@link LetterOutcome}
 * @param work the billed usage of AWS for these entries
 */
public record LedgerPage<T>(List<T> entries, BilledUsage work) {

  /** The last line of the page. */
  private record WorkLine(BilledUsage work) {}

  public LedgerPage {
    entries = List.copyOf(entries);
  }

  byte[] toBytes() {
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(Json.text(entry)).append('\n'));
    lines.append(Json.text(new WorkLine(work))).append('\n');
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  static <T> LedgerPage<T> parse(byte[] bytes, Class<T> type) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    int workLine = lines.size() - 1;
    return new LedgerPage<>(
        lines.stream().limit(workLine).map(line -> read(line, type)).toList(),
        read(lines.get(workLine), WorkLine.class).work());
  }

  private static <T> T read(String line, Class<T> type) {
    return Json.read(line.getBytes(StandardCharsets.UTF_8), type);
  }
}
