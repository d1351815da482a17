package org.rollcall.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollcall.cli.command.OneLine;

/** A table of jobs for people: one line per job, with columns as wide as their content. */
record JobTable(List<JobSummary> jobs) {

  private static final int MAX_NAME_LENGTH = 30;

  private static final String NONE = "-";
  private static final String UNDO = "UNDO";

  /**
   * A column.
   *
   * @param isNumber whether the cells are aligned to the right
   */
  private record Column(String heading, boolean isNumber, Function<JobSummary, String> cell) {

    static Column ofText(String heading, Function<JobSummary, String> cell) {
      return new Column(heading, false, cell);
    }

    static Column ofNumber(String heading, Function<JobSummary, Optional<Integer>> count) {
      return new Column(heading, true, job -> count.apply(job).map(String::valueOf).orElse(NONE));
    }

    /** The cells with the heading, all of the same width. */
    List<String> cells(List<JobSummary> jobs) {
      List<String> cells = new ArrayList<>();
      cells.add(heading);
      jobs.forEach(job -> cells.add(cell.apply(job)));
      int width = cells.stream().mapToInt(String::length).max().orElseThrow();
      return cells.stream().map(text -> padded(text, width)).toList();
    }

    private String padded(String text, int width) {
      return String.format(isNumber ? "%" + width + "s" : "%-" + width + "s", text);
    }
  }

  /** The columns. That of undo is only shown if a job has something in it. */
  private List<Column> columns() {
    boolean hasUndo = jobs.stream().anyMatch(job -> undo(job).isPresent());
    return Stream.of(
            Column.ofText("JOB", job -> text(job.jobId(), Integer.MAX_VALUE)),
            Column.ofText("NAME", job -> text(job.jobName(), MAX_NAME_LENGTH)),
            Column.ofText("KIND", job -> text(job.kind(), MAX_NAME_LENGTH)),
            Column.ofText("BY", job -> text(operators(job), MAX_NAME_LENGTH)),
            Column.ofText("STATUS", JobSummary::status),
            Column.ofNumber("MEMBERS", JobSummary::members),
            Column.ofNumber("CHANGED", JobSummary::changed),
            Column.ofNumber("OWED", JobSummary::lettersOwed),
            Column.ofText(UNDO, job -> text(undo(job), Integer.MAX_VALUE)),
            Column.ofText("NEXT", JobTable::next))
        .filter(column -> hasUndo || !column.heading().equals(UNDO))
        .toList();
  }

  /** The lines; empty without jobs. */
  List<String> lines() {
    if (jobs.isEmpty()) {
      return List.of("There are no jobs.");
    }
    List<List<String>> columns = columns().stream().map(column -> column.cells(jobs)).toList();
    return IntStream.rangeClosed(0, jobs.size()).mapToObj(row -> line(columns, row)).toList();
  }

  private static String line(List<List<String>> columns, int row) {
    return columns.stream()
        .map(cells -> cells.get(row))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static Optional<String> operators(JobSummary job) {
    return Optional.of(String.join(", ", job.operators())).filter(names -> !names.isEmpty());
  }

  private Optional<String> undo(JobSummary job) {
    String text =
        Stream.concat(
                job.undoOf().map(id -> "undoes " + id).stream(),
                job.undoneBy().map(id -> undone(id) + id).stream())
            .collect(Collectors.joining(", "));
    return Optional.of(text).filter(found -> !found.isEmpty());
  }

  /** How far a job is undone, if the list contains its undo. Retries and continuations count. */
  private String undone(String undo) {
    Set<String> incomplete =
        jobs.stream()
            .filter(JobSummary::isIncomplete)
            .flatMap(job -> job.undoOf().stream())
            .collect(Collectors.toSet());
    boolean isInPart =
        jobs.stream()
            .filter(job -> job.jobId().equals(undo))
            .anyMatch(job -> job.undoOf().filter(incomplete::contains).isPresent());
    return isInPart ? "undone in part by " : "undone by ";
  }

  private static String next(JobSummary job) {
    return job.next().isEmpty()
        ? NONE
        : job.next().stream().map(NextCommand::action).collect(Collectors.joining(", "));
  }

  /** A text in one line. The input of a rejected job may contain anything. */
  private static String text(Optional<String> value, int maxLength) {
    return value.map(found -> text(found, maxLength)).orElse(NONE);
  }

  private static String text(String value, int maxLength) {
    String line = OneLine.of(value);
    return line.length() <= maxLength ? line : line.substring(0, maxLength - 1) + "…";
  }
}
