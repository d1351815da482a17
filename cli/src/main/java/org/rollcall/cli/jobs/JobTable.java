package org.rollcall.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollcall.cli.command.OneLine;

/** A table of jobs for people: one line per job, with columns as wide as their content. */
record JobTable(List<JobSummary> jobs) {

  private static final List<String> HEADINGS =
      List.of("JOB", "NAME", "KIND", "BY", "STATUS", "MEMBERS", "CHANGED", "OWED", "NEXT");

  private static final int MAX_NAME_LENGTH = 30;

  private static final String NONE = "-";

  /** The lines; empty without jobs. */
  List<String> lines() {
    if (jobs.isEmpty()) {
      return List.of("There are no jobs.");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    jobs.forEach(job -> rows.add(row(job)));
    List<Integer> widths =
        IntStream.range(0, HEADINGS.size())
            .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElseThrow())
            .toList();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(JobSummary job) {
    String next = job.next().stream().map(NextCommand::action).collect(Collectors.joining(", "));
    return List.of(
        text(job.jobId(), Integer.MAX_VALUE),
        job.jobName().map(name -> text(name, MAX_NAME_LENGTH)).orElse(NONE),
        job.kind().map(kind -> text(kind, MAX_NAME_LENGTH)).orElse(NONE),
        job.operators().isEmpty()
            ? NONE
            : text(String.join(", ", job.operators()), MAX_NAME_LENGTH),
        job.status(),
        number(job.members()),
        number(job.changed()),
        number(job.lettersOwed()),
        next.isEmpty() ? NONE : next);
  }

  /** A text in one line. The input of a rejected job may contain anything. */
  private static String text(String value, int maxLength) {
    String line = OneLine.of(value);
    return line.length() <= maxLength ? line : line.substring(0, maxLength - 1) + "…";
  }

  private static String number(Optional<Integer> count) {
    return count.map(String::valueOf).orElse(NONE);
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> padded(row.get(i), widths.get(i), isNumber(i)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static boolean isNumber(int column) {
    return column >= 5 && column <= 7;
  }

  private static String padded(String cell, int width, boolean isNumber) {
    return String.format(isNumber ? "%" + width + "s" : "%-" + width + "s", cell);
  }
}
