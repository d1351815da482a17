package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollcall.json.Json;
import org.rollcall.set.CsvCells;

/**
 * What a job has written, in the words of a preview: for example, a user that was updated would be
 * updated. Members that the job has held back are left out.
 */
record JobResult(InMemoryS3 objects, String id) {

  /** The words of a preview for those of a run. */
  private static final Map<String, String> WORDS =
      Map.of(
          "UPDATED", "WOULD_CHANGE",
          "RESET", "WOULD_RESET",
          "WITHDRAWN", "WOULD_WITHDRAW",
          "SENT", "WOULD_SEND");

  /** The counters that have another name in a preview. */
  private static final Map<String, String> COUNTERS =
      Map.of(
          "updated", "would_change",
          "passwords_reset", "would_reset",
          "letters_sent", "would_send");

  /** The lines of the ledger with the members' outcomes, without those with the usage. */
  List<String> outcomes() {
    return objects.keys(folder() + "outcomes/").stream().flatMap(this::outcomes).toList();
  }

  private Stream<String> outcomes(String page) {
    List<String> lines = text(page).lines().toList();
    return lines.subList(0, lines.size() - 1).stream();
  }

  /** The rows of {@code users.csv}, without what only letters that were sent have. */
  List<Map<String, String>> users() {
    return table("users.csv").stream()
        .map(JobResult::previewed)
        .filter(row -> !"HELD_BACK".equals(row.get("result")))
        .toList();
  }

  boolean hasReport() {
    return objects.find(folder() + "report.json").isPresent();
  }

  /** The rows of {@code users.csv}. */
  List<Map<String, String>> rows() {
    return table("users.csv").stream().map(NamedCsvRecord::getFieldsAsMap).toList();
  }

  private static Map<String, String> previewed(NamedCsvRecord record) {
    Map<String, String> row = new LinkedHashMap<>(record.getFieldsAsMap());
    row.computeIfPresent("primary_id", (name, id) -> CsvCells.unescaped(id));
    List.of("message_id", "letter_owed").forEach(row::remove);
    List.of("result", "credentials", "letter")
        .forEach(
            column -> row.computeIfPresent(column, (name, word) -> WORDS.getOrDefault(word, word)));
    return row;
  }

  /** The IDs in {@code failed.csv}. */
  List<String> failed() {
    return table("failed.csv").stream()
        .map(row -> CsvCells.unescaped(row.getField("primary_id")))
        .toList();
  }

  /** The counters of the report that are not zero. Those of letters that are owed are left out. */
  Map<String, Integer> counters() {
    Map<String, Integer> counters = new LinkedHashMap<>();
    report()
        .path("counters")
        .properties()
        .forEach(
            counter -> {
              String name = COUNTERS.getOrDefault(counter.getKey(), counter.getKey());
              counters.merge(name, counter.getValue().intValue(), Integer::sum);
            });
    counters.remove("letters_owed");
    counters.values().removeIf(count -> count == 0);
    return counters;
  }

  JsonNode report() {
    return Json.read(bytes(folder() + "report.json"), ObjectNode.class);
  }

  /** The letters that a preview has rendered, in one language, in the order of their numbers. */
  List<String> renderedLetters(String language) {
    return objects.keys("preview-letters/" + id + "/").stream()
        .filter(key -> key.contains("-" + language + "-"))
        .map(this::text)
        .toList();
  }

  private String folder() {
    return "jobs/" + id + "/";
  }

  private List<NamedCsvRecord> table(String name) {
    String text = text(folder() + name).replaceFirst("^\ufeff", "");
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }

  private String text(String key) {
    return new String(bytes(key), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String key) {
    return objects.find(key).orElseThrow(() -> new AssertionError("there is no " + key));
  }
}
