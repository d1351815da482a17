package org.rollcall.cli.console.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rollcall.cli.console.jobs.LiveModel.Tile;
import org.rollcall.report.Attention;
import org.rollcall.report.Counters;
import org.rollcall.report.Report;

/**
 * The results of a job for its page.
 *
 * @param notes what the numbers do not say, in sentences
 * @param warnings what members lose by the changes, in sentences
 * @param attention the members who need attention, by reason
 */
record JobResults(
    List<Tile> tiles, List<String> notes, List<String> warnings, List<Group> attention) {

  JobResults {
    tiles = List.copyOf(tiles);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
    attention = List.copyOf(attention);
  }

  /**
   * Members with the same reason.
   *
   * @param next what to do; empty if the message says it
   * @param path the place in the report that shows them
   */
  record Group(String count, String message, String next, String path) {}

  /**
   * The results of a report.
   *
   * @param path the path of the report's page
   */
  static JobResults of(Report report, String path) {
    return new JobResults(
        tiles(report),
        notes(report),
        report.warnings(),
        report.attention().stream().map(group -> group(group, report, path)).toList());
  }

  private static Group group(Attention group, Report report, String path) {
    return new Group(
        number(group.members()) + (group.members() == 1 ? " member" : " members"),
        group.message(),
        report.nextStep(group.reason()),
        path + "#reason=" + group.reason());
  }

  private static List<String> notes(Report report) {
    List<String> notes = new ArrayList<>();
    Counters counters = report.counters();
    if (report.changedNothing()) {
      notes.add("No user was changed.");
    }
    if (report.retryOf().isPresent()) {
      notes.add(
          "The numbers are those of all attempts. A user counts as updated also if an earlier attempt"
              + " made the change.");
    }
    if (counters.awaitsDeliveries()) {
      notes.add(
          "The deliveries of the other letters were not reported when this report was made. To count"
              + " those that were reported since, update the report.");
    }
    return notes;
  }

  private static List<Tile> tiles(Report report) {
    List<Tile> tiles = new ArrayList<>();
    Counters counters = report.counters();
    tiles.add(tile(counters.members(), "members"));
    tiles.add(
        report.changedNothing()
            ? tile(counters.wouldChange(), "would be updated")
            : tile(
                counters.updated(),
                report.retryOf().isPresent() ? "updated in all attempts" : "updated"));
    tiles.add(tile(counters.unchanged(), "unchanged"));
    addIfAny(tiles, counters.skipped(), "skipped");
    addIfAny(tiles, counters.notFound(), "not found");
    addIfAny(tiles, counters.failed(), "failed");
    addIfAny(tiles, counters.notReached(), "not reached");
    addIfAny(tiles, counters.heldBack(), "held back");
    addIfAny(tiles, counters.passwordsReset(), "passwords reset");
    addIfAny(tiles, counters.wouldReset(), "passwords would be reset");
    addIfAny(tiles, counters.lettersSent(), "letters sent");
    addIfAny(tiles, counters.wouldSend(), "letters would be sent");
    addIfAny(tiles, counters.lettersFailed(), "letters failed");
    addIfAny(tiles, counters.lettersOwed(), "letters still to be sent");
    addIfAny(
        tiles,
        counters.lettersDelivered(),
        counters.awaitsDeliveries() ? "delivered so far" : "letters delivered");
    addIfAny(tiles, counters.lettersBounced(), "letters bounced");
    return tiles;
  }

  private static void addIfAny(List<Tile> tiles, int count, String name) {
    if (count > 0) {
      tiles.add(tile(count, name));
    }
  }

  private static Tile tile(int count, String name) {
    return new Tile(number(count), name);
  }

  private static String number(int count) {
    return String.format(Locale.UK, "%,d", count);
  }
}
