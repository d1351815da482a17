package org.rollcall.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.error.ReasonText;

/**
 * The tables of members in the report's page.
 *
 * @param nextSteps what can be done for a reason
 */
record ReportTables(NextSteps nextSteps) {

  /** The maximum number of members in a table. A page with more rows is slow to open. */
  private static final int MAX_ROWS = 500;

  /** The two tables of the page: the members who need attention, by reason, and all others. */
  List<Map<String, Object>> of(List<MemberRow> rows) {
    return List.of(
        attention(rows.stream().filter(MemberRow::needsAttention).toList()),
        others(rows.stream().filter(row -> !row.needsAttention()).toList()));
  }

  /** Rare reasons are first, so that a common reason does not fill the table. */
  private Map<String, Object> attention(List<MemberRow> rows) {
    List<Map.Entry<ReasonText, List<MemberRow>>> reasons =
        new ArrayList<>(
            rows.stream()
                .collect(groupingBy(row -> row.reason().orElseThrow().ofGroup()))
                .entrySet());
    reasons.sort(
        Comparator.comparingInt(
                (Map.Entry<ReasonText, List<MemberRow>> reason) -> reason.getValue().size())
            .thenComparing(reason -> reason.getKey().text()));
    List<Map<String, Object>> groups = new ArrayList<>();
    int free = MAX_ROWS;
    for (Map.Entry<ReasonText, List<MemberRow>> reason : reasons) {
      if (free > 0) {
        groups.add(group(reason.getKey(), reason.getValue(), free));
        free -= reason.getValue().size();
      }
    }
    return table(
        Map.of(
            "id", "attention",
            "title", "Needs attention",
            "none", "No member needs attention.",
            "order", "by reason, rare reasons first",
            "groups", groups),
        rows.size());
  }

  private static Map<String, Object> others(List<MemberRow> rows) {
    return table(
        Map.of(
            "id", "others",
            "title", "Other members",
            "none", "There are no other members.",
            "order", "in the set’s order",
            "groups",
                List.of(Map.of("message", "", "next_step", "", "rows", rows(rows, MAX_ROWS)))),
        rows.size());
  }

  private static Map<String, Object> table(Map<String, Object> content, int total) {
    Map<String, Object> table = new HashMap<>(content);
    table.put("has_rows", total > 0);
    table.put("total", ReportText.count(total, "member"));
    table.put("shown", MAX_ROWS);
    table.put("more", Math.max(0, total - MAX_ROWS));
    return table;
  }

  private Map<String, Object> group(ReasonText reason, List<MemberRow> rows, int maxRows) {
    return Map.of(
        "code",
        reason.code().name(),
        "message",
        reason.message(),
        "next_step",
        nextSteps.of(reason.code()),
        "count",
        ReportText.count(rows.size(), "member"),
        "rows",
        rows(rows, maxRows));
  }

  private static List<Map<String, Object>> rows(List<MemberRow> rows, int maxRows) {
    return rows.stream().limit(maxRows).map(ReportTables::row).toList();
  }

  /**
   * One member. The changes are split at the separator only to allow line breaks. A value that
   * contains the separator gets one more possible line break.
   */
  private static Map<String, Object> row(MemberRow row) {
    String changes = row.changes();
    List<String> done =
        Stream.of(
                row.credentials().map(ReportText::credentials),
                row.letter().map(ReportText::letter),
                row.delivery().map(ReportText::delivery),
                row.undoneLetter().flatMap(ReportText::undoneLetter))
            .flatMap(Optional::stream)
            .toList();
    Map<String, Object> cells = new HashMap<>();
    cells.put("primary_id", row.primaryId());
    cells.put("name", row.person().name());
    cells.put("phone", row.person().phone());
    cells.put("result_code", row.result().name());
    cells.put("result", ReportText.result(row.result()));
    cells.put("changes", changes.isEmpty() ? List.of() : List.of(changes.split("(?<=;) ", -1)));
    cells.put(
        "detail",
        row.reason()
            .filter(reason -> reason.code().hasRecordValues())
            .map(ReasonText::message)
            .orElse(""));
    cells.put("done", done);
    cells.put("not_made", row.notMade());
    cells.put("has_no_changes", changes.isEmpty() && done.isEmpty());
    return cells;
  }
}
