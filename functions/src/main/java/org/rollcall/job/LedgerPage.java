package org.rollcall.job;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    // The text ends with a newline, so the last element is empty.
    int workLine = lines.length - 2;
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < workLine; i++) {
      entries.add(Json.read(lines[i].getBytes(StandardCharsets.UTF_8), type));
    }
    WorkLine work = Json.read(lines[workLine].getBytes(StandardCharsets.UTF_8), WorkLine.class);
    return new LedgerPage<>(entries, work.work());
  }
}
