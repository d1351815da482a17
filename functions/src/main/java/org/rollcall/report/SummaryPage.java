package org.rollcall.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Result;
import org.rollcall.report.PreviewSummary.EntryCount;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.report.PreviewSummary.OutcomeKind;
import org.rollcall.report.PreviewSummary.ValuePair;

/** The summary of a preview in the report's page. */
final class SummaryPage {

  private static final Set<Result> PROCESSED = Set.of(Result.WOULD_CHANGE, Result.UNCHANGED);

  private SummaryPage() {}

  /** The changes by field. */
  static List<Map<String, Object>> fields(List<FieldSummary> changes, Report report) {
    String relabelled = "relabelled as " + (report.undoes() ? "external" : "internal");
    return changes.stream().map(change -> field(change, relabelled)).toList();
  }

  static Map<String, Object> of(PreviewSummary summary, Report report) {
    String notDue =
        report.undoOf().isPresent() ? "the undone job sent them no letter" : "no password is reset";
    Map<String, Object> page = new HashMap<>();
    page.put(
        "results",
        summary.results().stream()
            .map(result -> line(result.members(), words(result.result(), result.reason())))
            .toList());
    page.put("fields", fields(summary.changes(), report));
    page.put(
        "letters",
        summary.letters().stream()
            .map(
                letter ->
                    Map.of(
                        "count",
                        ReportText.count(letter.letters(), "letter"),
                        "text",
                        letter.type() + " in " + letter.language()))
            .toList());
    page.put(
        "without",
        summary.withoutLetter().stream()
            .map(
                member ->
                    line(
                        member.members(),
                        member.reason().map(ReasonText::ofSeveral).orElse(notDue)))
            .toList());
    page.put("outcomes", summary.outcomes().stream().map(SummaryPage::outcome).toList());
    page.put(
        "other_outcomes",
        summary.otherOutcomes() == 0 ? "" : ReportText.count(summary.otherOutcomes(), "member"));
    return page;
  }

  private static Map<String, Object> line(int members, String text) {
    return Map.of("count", ReportText.count(members, "member"), "text", text);
  }

  /**
   * The reason of a member that is processed is the reason why there is no letter, unless it says
   * what an undo leaves alone.
   */
  private static String words(Result result, Optional<Reason> reason) {
    return ReportText.result(result)
        + reason
            .map(
                code ->
                    (isOfLetter(result, code) ? ", without a letter: " : ": ")
                        + ReasonText.ofSeveral(code))
            .orElse("");
  }

  private static boolean isOfLetter(Result result, Reason reason) {
    return PROCESSED.contains(result) && !reason.leavesFieldsAlone();
  }

  private static Map<String, Object> field(FieldSummary field, String relabelled) {
    List<Map<String, Object>> lines = new ArrayList<>();
    field.values().forEach(pair -> lines.add(line(pair.members(), pair(pair))));
    if (field.others() > 0) {
      lines.add(line(field.others(), "others"));
    }
    field.entries().forEach(entry -> lines.addAll(entries(entry, relabelled)));
    return Map.of(
        "field",
        field.field(),
        "count",
        ReportText.count(field.members(), "member"),
        "lines",
        lines);
  }

  private static String pair(ValuePair pair) {
    return pair.before().orElse("(none)") + " → " + pair.after().orElse("(none)");
  }

  private static List<Map<String, Object>> entries(EntryCount entry, String relabelled) {
    String name = entry.entry().map(code -> code + " ").orElse("");
    List<Map<String, Object>> lines = new ArrayList<>();
    addEntries(lines, entry.added(), name + "added");
    addEntries(lines, entry.removed(), name + "removed");
    addEntries(lines, entry.changed(), name + "changed");
    addEntries(lines, entry.relabelled(), name + relabelled);
    return lines;
  }

  private static void addEntries(List<Map<String, Object>> lines, int count, String text) {
    if (count > 0) {
      lines.add(
          Map.of(
              "count",
              count == 1 ? "1 entry" : ReportText.value(count) + " entries",
              "text",
              text));
    }
  }

  private static Map<String, Object> outcome(OutcomeKind kind) {
    List<String> parts =
        Stream.of(
                Optional.of(
                    words(
                        kind.result(),
                        kind.reason()
                            .filter(
                                reason -> kind.letter().isEmpty() || reason.leavesFieldsAlone()))),
                Optional.of(String.join(", ", kind.fields())),
                kind.credentials().map(ReportText::credentials),
                kind.letter().map(ReportText::letter))
            .flatMap(Optional::stream)
            .filter(part -> !part.isEmpty())
            .toList();
    return Map.of(
        "count",
        ReportText.count(kind.members(), "member"),
        "text",
        String.join(". ", parts),
        "examples",
        kind.examples().stream().map(PreviewSummary.Example::primaryId).toList());
  }
}
