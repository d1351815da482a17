package org.rollcall.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.error.Reason;

/** What the page of a report proposes to do next, with the commands. */
final class PageCommands {

  private final Report report;
  private final String operator;

  PageCommands(Report report) {
    this.report = report;
    this.operator = " --as " + quoted(report.initiatedBy());
  }

  /** A word of a shell's command. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9._@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private String command(String name, String options) {
    return "./rollcall " + name + " " + report.jobId() + options;
  }

  String retry() {
    return command("retry", operator);
  }

  String continuation() {
    return command("continue", operator);
  }

  /** The members who need attention, by reason. */
  List<Map<String, Object>> attention() {
    NextSteps steps = NextSteps.after(report);
    return report.attention().stream().map(group -> attention(group, steps)).toList();
  }

  private Map<String, Object> attention(Attention group, NextSteps steps) {
    boolean canRetry = group.toRetry() > 0 && report.remaining().isPresent();
    Map<String, Object> texts = new HashMap<>();
    texts.put("count", ReportText.count(group.members(), "member"));
    texts.put("message", group.message());
    texts.put("code", group.reason().name());
    texts.put("next_step", steps.of(group.reason()));
    texts.put(
        "retry",
        canRetry
            ? group.toRetry() == group.members()
                ? group.members() == 1 ? "it" : "them"
                : ReportText.value(group.toRetry()) + " of them"
            : "");
    texts.put("in_failed_csv", !report.changedNothing() && group.inFailedCsv() > 0);
    return texts;
  }

  /** The owed letters by reason, without the reasons that need attention. */
  List<Map<String, Object>> owed() {
    Set<Reason> shown =
        report.attention().stream().map(Attention::reason).collect(Collectors.toSet());
    return report.owedLetters().stream()
        .filter(owed -> !shown.contains(owed.reason()))
        .map(
            owed ->
                Map.<String, Object>of(
                    "count",
                    ReportText.count(owed.letters(), "letter"),
                    "code",
                    owed.reason().name(),
                    "message",
                    owed.message(),
                    "next",
                    owed.next()))
        .toList();
  }

  /** The commands that are possible after any job. */
  List<Map<String, Object>> others() {
    List<Map<String, Object>> commands = new ArrayList<>();
    report
        .previewSha256()
        .filter(sha256 -> report.confirmedIn().isEmpty())
        .ifPresent(
            sha256 ->
                commands.add(
                    report.secondPerson().isPresent()
                        ? entry(
                            "To do exactly this, as another OPERATOR",
                            command("confirm", " --sha256 " + sha256 + " --as OPERATOR"))
                        : entry(
                            "To do exactly this",
                            command("confirm", " --sha256 " + sha256 + operator))));
    if (report.counters().updated() + report.counters().wouldChange() > 0) {
      commands.add(
          entry(
              report.changedNothing() ? "To see each change" : "To see what changed",
              command("diff", "")));
    }
    if (report.changedNothing()) {
      return commands;
    }
    if (report.undoneBy().isPresent()) {
      commands.add(
          entry("To redo the job", "./rollcall undo " + report.undoneBy().get() + operator));
    } else if (report.counters().updated() > 0) {
      commands.add(
          entry(
              report.undoes() ? "To redo the job" : "To undo the job", command("undo", operator)));
    }
    return commands;
  }

  private static Map<String, Object> entry(String purpose, String command) {
    return Map.of("purpose", purpose, "command", command);
  }
}
