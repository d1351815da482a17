package org.rollcall.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollcall.cli.command.TextColumns;

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
  }

  /** The columns. That of undo is only shown if a job has something in it. */
  private List<Column> columns() {
    boolean hasUndo = jobs.stream().anyMatch(job -> undo(job).isPresent());
    return Stream.of(
            Column.ofText("JOB", job -> TextColumns.cell(job.jobId(), Integer.MAX_VALUE)),
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
    List<Column> columns = columns();
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::heading).toList());
    jobs.forEach(
        job -> rows.add(columns.stream().map(column -> column.cell().apply(job)).toList()));
    Set<Integer> numbers =
        IntStream.range(0, columns.size())
            .filter(column -> columns.get(column).isNumber())
            .boxed()
            .collect(Collectors.toSet());
    return TextColumns.lines(rows, numbers);
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
    return value.map(found -> TextColumns.cell(found, maxLength)).orElse(NONE);
  }
}
