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

/** The page's two tables: the members who need attention, by reason, and all others. */
final class MemberTables {

  /** How many members a table lists; a page with more is slow to open, and nobody reads it. */
  static final int LONGEST = 500;

  private MemberTables() {}

  static List<Map<String, Object>> of(List<MemberRow> rows) {
    return List.of(
        attention(rows.stream().filter(MemberRow::needsAttention).toList()),
        others(rows.stream().filter(row -> !row.needsAttention()).toList()));
  }

  /** Rare reasons come first, so that a common one does not crowd them out of the table. */
  private static Map<String, Object> attention(List<MemberRow> rows) {
    List<Map.Entry<ReasonText, List<MemberRow>>> reasons =
        new ArrayList<>(
            rows.stream().collect(groupingBy(row -> row.reason().orElseThrow())).entrySet());
    reasons.sort(
        Comparator.comparingInt(
                (Map.Entry<ReasonText, List<MemberRow>> reason) -> reason.getValue().size())
            .thenComparing(reason -> reason.getKey().text()));
    List<Map<String, Object>> groups = new ArrayList<>();
    int room = LONGEST;
    for (Map.Entry<ReasonText, List<MemberRow>> reason : reasons) {
      if (room > 0) {
        groups.add(group(reason.getKey(), reason.getValue(), room));
        room -= reason.getValue().size();
      }
    }
    return table(
        Map.of(
            "id", "attention",
            "title", "Needs attention",
            "none", "Nobody needs a second look.",
            "order", "by reason, rare reasons first",
            "groups", groups),
        rows.size());
  }

  private static Map<String, Object> others(List<MemberRow> rows) {
    return table(
        Map.of(
            "id", "others",
            "title", "All others",
            "none", "There are no others.",
            "order", "in the set’s order",
            "groups", List.of(Map.of("has_reason", false, "rows", listed(rows, LONGEST)))),
        rows.size());
  }

  private static Map<String, Object> table(Map<String, Object> content, int total) {
    Map<String, Object> table = new HashMap<>(content);
    table.put("any", total > 0);
    table.put("total", ReportText.count(total, "member"));
    table.put("is_cut", total > LONGEST);
    table.put("shown", ReportText.number(LONGEST));
    table.put("more", ReportText.number(total - LONGEST));
    return table;
  }

  private static Map<String, Object> group(ReasonText reason, List<MemberRow> rows, int room) {
    return Map.of(
        "has_reason",
        true,
        "code",
        reason.code().name(),
        "message",
        reason.message(),
        "count",
        ReportText.count(rows.size(), "member"),
        "rows",
        listed(rows, room));
  }

  private static List<Map<String, Object>> listed(List<MemberRow> rows, int room) {
    return rows.stream().limit(room).map(MemberTables::row).toList();
  }

  /**
   * One member. The changes are taken apart at the separator only to break lines between them; a
   * value that holds the separator merely offers one more place to break.
   */
  private static Map<String, Object> row(MemberRow row) {
    String changes = row.changes();
    List<String> done =
        Stream.of(
                row.credentials().map(ReportText::credentials),
                row.letter().map(ReportText::letter),
                row.delivery().map(ReportText::delivery))
            .flatMap(Optional::stream)
            .toList();
    return Map.of(
        "primary_id",
        row.primaryId(),
        "result_code",
        row.result().name(),
        "result",
        ReportText.result(row.result()),
        "changes",
        changes.isEmpty() ? List.of() : List.of(changes.split("(?<=;) ", -1)),
        "done",
        done,
        "nothing",
        changes.isEmpty() && done.isEmpty());
  }
}
