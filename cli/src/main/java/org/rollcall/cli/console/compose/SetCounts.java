package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.error.Fault;
import org.rollcall.error.ReasonText;
import org.rollcall.prepare.SetPreview;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/** Finds the members of sets, one set at a time, and remembers the last result for a minute. */
final class SetCounts {

  private static final int MAX_SHOWN = 10;
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  private final Stack stack;
  private volatile Optional<Counted> last = Optional.empty();

  /**
   * The members of a set now.
   *
   * @param count their number in words; empty if the set has errors
   * @param first the first members
   * @param others how many members are not shown, in words; empty if all are shown
   * @param remarks what was ignored, not found, or may be wrong
   * @param faults the errors of the set
   */
  record Counted(
      JsonNode set,
      Instant at,
      String count,
      List<Row> first,
      String others,
      List<String> remarks,
      List<Fault> faults) {

    Counted {
      first = List.copyOf(first);
      remarks = List.copyOf(remarks);
      faults = List.copyOf(faults);
    }
  }

  SetCounts(Stack stack) {
    this.stack = stack;
  }

  /** The last result, if it is of this set and not old. */
  Optional<Counted> known(JsonNode set) {
    Instant oldest = SystemClock.INSTANCE.instant().minus(MAX_AGE);
    return last.filter(found -> found.set().equals(set) && found.at().isAfter(oldest));
  }

  /** Finds the members. A query reads all users. */
  synchronized Counted count(JsonNode set) {
    Optional<Counted> known = known(set);
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = SystemClock.INSTANCE.instant();
    LocalDate today = LocalDate.ofInstant(now, TimeText.zone(stack.bucket()));
    SetPreview preview =
        SetPreview.of(stack.users(), stack.bucket(), set, new QueryTime(now, today));
    Counted counted =
        preview
            .membership()
            .map(members -> counted(set, members, preview.remarks()))
            .orElseGet(
                () ->
                    new Counted(set, now, "", List.of(), "", preview.remarks(), preview.errors()));
    last = Optional.of(counted);
    return counted;
  }

  private Counted counted(JsonNode set, Membership members, List<String> hints) {
    List<PrimaryId> shown = members.primaryIds().stream().limit(MAX_SHOWN).toList();
    Map<PrimaryId, StoredUser> users = stack.users().find(shown);
    int others = members.size() - shown.size();
    return new Counted(
        set,
        SystemClock.INSTANCE.instant(),
        number(members.size(), "member"),
        shown.stream().map(id -> Row.of(id, Optional.ofNullable(users.get(id)))).toList(),
        others > 0 ? String.format(Locale.UK, "and %,d more", others) : "",
        remarks(members, hints),
        List.of());
  }

  private static List<String> remarks(Membership members, List<String> hints) {
    List<String> remarks = new ArrayList<>();
    if (!members.unmatched().isEmpty()) {
      remarks.add(
          number(members.unmatched().size(), "identifier")
              + " not found, or found at several users");
    }
    members.uncertain().values().stream()
        .collect(Collectors.groupingBy(ReasonText::message, TreeMap::new, Collectors.counting()))
        .forEach((reason, count) -> remarks.add(number(count.intValue(), "user") + ": " + reason));
    if (members.duplicates() > 0) {
      remarks.add(number(members.duplicates(), "repeated ID") + " ignored");
    }
    members.ignored().forEach(ignored -> remarks.add("ignored in the set: " + ignored));
    remarks.addAll(hints);
    return remarks;
  }

  private static String number(int count, String noun) {
    return String.format(Locale.UK, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
