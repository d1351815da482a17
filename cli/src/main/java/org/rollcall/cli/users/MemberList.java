package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Faults;
import org.rollcall.letter.Institution;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.time.SystemClock;

/** Prints who is in a set or a query: the number, and the first users. */
public record MemberList(Stack stack, Console console, boolean json) {

  private static final int MAX_SHOWN = 20;

  /**
   * Prints the members.
   *
   * @param set the key {@code set} of a job's input
   * @throws CommandException if a job with this set would be rejected
   */
  public void print(JsonNode set) {
    MemberSample sample = MemberSample.of(stack, set, MAX_SHOWN);
    Membership members = sample.members();
    if (json) {
      console.printJson(
          Map.of(
              "members", members.size(),
              "first", sample.first().stream().map(MemberSample.Row::id).toList(),
              "not_found", members.unmatched().size(),
              "query_failed", members.uncertain().size(),
              "duplicates", members.duplicates(),
              "ignored", members.ignored(),
              "remarks", sample.ofSet()));
      return;
    }
    console.print(members.size() + (members.size() == 1 ? " member" : " members"));
    sample.first().forEach(row -> console.print("  " + line(row)));
    if (sample.more() > 0) {
      console.print("  and " + sample.more() + " more");
    }
    sample.remarks().forEach(remark -> console.note("Remark: " + remark));
  }

  private static String line(MemberSample.Row row) {
    return row.isFound()
        ? String.join("  ", row.id(), or(row.group()), or(row.status()), or(row.expiryDate()))
        : row.id() + "  (no user has this primary ID)";
  }

  private static String or(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** The time of a job that starts now, in the institution's time zone. */
  public static QueryTime now(Bucket bucket) {
    ZoneId zone =
        Institution.read(bucket, new Faults()).map(Institution::timeZone).orElse(ZoneId.of("UTC"));
    Instant now = SystemClock.INSTANCE.instant();
    return new QueryTime(now, LocalDate.ofInstant(now, zone));
  }
}
