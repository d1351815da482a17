package org.rollcall.cli.console.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;

/**
 * The values of the part of a job's page that changes while the job runs.
 *
 * @param bar whether there is a progress bar
 * @param percent the value of the bar
 * @param timeLeft in words; empty if it cannot be estimated
 * @param graph the state machine as SVG; empty if Step Functions does not know the execution
 * @param sentence where the execution is, in words
 */
record LiveModel(
    boolean isRunning,
    boolean bar,
    String percent,
    List<Tile> tiles,
    String timeLeft,
    String graph,
    String sentence,
    List<JobObserver.ReasonCount> reasons,
    boolean hasOtherReasons,
    List<Row> last) {

  private static final int MAX_FIELDS = 3;

  /** The reasons of members that are not one user. */
  private static final Set<Reason> NO_SINGLE_USER =
      Set.of(Reason.NOT_FOUND, Reason.AMBIGUOUS_IDENTIFIER);

  LiveModel {
    tiles = List.copyOf(tiles);
    reasons = List.copyOf(reasons);
    last = List.copyOf(last);
  }

  /** A number with its name. */
  record Tile(String number, String name) {}

  /** A member's outcome. The path is that of the user's page; empty if there is no such user. */
  record Row(String id, String path, String result, String detail, String code) {}

  static LiveModel of(JobObserver.View view, StateGraph graph) {
    Optional<StateMarks> marks =
        view.execution().map(execution -> StateMarks.of(graph, execution, view.chunks()));
    return new LiveModel(
        view.isRunning(),
        view.isRunning() && view.members() > 0,
        view.members() == 0 ? "0" : String.valueOf(100L * view.done() / view.members()),
        tiles(view),
        view.timeLeft().map(TimeText::of).orElse(""),
        marks.map(found -> StateGraphSvg.of(graph, found)).orElse(""),
        marks.map(StateMarks::sentence).orElse(""),
        view.reasons(),
        view.hasOtherReasons(),
        view.last().stream().map(outcome -> row(outcome, changesNothing(view))).toList());
  }

  private static List<Tile> tiles(JobObserver.View view) {
    List<Tile> tiles = new ArrayList<>();
    if (view.isRunning() && view.job().isPresent()) {
      tiles.add(tile(view.members(), "members to process"));
      tiles.add(tile(view.done(), "processed, about"));
      tiles.add(tile(view.failures(), "failures"));
      tiles.add(tile(view.chunks().running(), "chunks in progress"));
      if (view.chunks().failed() > 0) {
        tiles.add(tile(view.chunks().failed(), "chunks failed"));
      }
    }
    return tiles;
  }

  private static Tile tile(int number, String name) {
    return new Tile(String.format(Locale.UK, "%,d", number), name);
  }

  /** Whether the outcomes are those that a run would have. */
  private static boolean changesNothing(JobObserver.View view) {
    return view.job().filter(job -> job.isPreview() || job.test().isPresent()).isPresent();
  }

  private static Row row(Outcome outcome, boolean changesNothing) {
    String result =
        changesNothing && outcome.result() == Result.UPDATED
            ? "would be updated"
            : outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Row(
        outcome.primaryId(),
        outcome.reasonText().map(ReasonText::code).filter(NO_SINGLE_USER::contains).isPresent()
            ? ""
            : UrlText.path("users", outcome.primaryId()),
        result,
        outcome
            .reasonText()
            .map(reason -> reason.message())
            .orElse(changes(List.copyOf(outcome.changes().keySet()))),
        outcome.reasonText().map(reason -> reason.code().name()).orElse(""));
  }

  /** The names of the first changed fields. */
  private static String changes(List<String> fields) {
    int others = fields.size() - MAX_FIELDS;
    return String.join(", ", fields.subList(0, Math.min(MAX_FIELDS, fields.size())))
        + (others > 0 ? " and " + others + " more" : "");
  }
}
