package org.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Faults;
import org.rollcall.error.ReasonText;
import org.rollcall.letter.Institution;
import org.rollcall.prepare.SetPreview;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.time.SystemClock;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/** Prints who is in a set or a query: the number, and the first users. */
record MemberList(Stack stack, Console console, boolean json) {

  private static final int MAX_SHOWN = 20;

  /**
   * Prints the members.
   *
   * @param set the key {@code set} of a job's input
   * @throws CommandException if a job with this set would be rejected
   */
  void print(JsonNode set) {
    SetPreview preview = SetPreview.of(stack.users(), stack.bucket(), set, now(stack.bucket()));
    if (preview.membership().isEmpty()) {
      throw CommandException.rejected(CommandError.SET_INVALID, FaultText.joined(preview.errors()));
    }
    Membership members = preview.membership().get();
    List<PrimaryId> shown = members.primaryIds().stream().limit(MAX_SHOWN).toList();
    if (json) {
      console.printJson(
          Map.of(
              "members", members.size(),
              "first", shown.stream().map(PrimaryId::toString).toList(),
              "not_found", members.unmatched().size(),
              "query_failed", members.uncertain().size(),
              "duplicates", members.duplicates(),
              "ignored", members.ignored(),
              "remarks", preview.remarks()));
      return;
    }
    console.print(members.size() + (members.size() == 1 ? " member" : " members"));
    Map<PrimaryId, StoredUser> users = stack.users().find(shown);
    shown.forEach(id -> console.print("  " + line(id, Optional.ofNullable(users.get(id)))));
    if (members.size() > shown.size()) {
      console.print("  and " + (members.size() - shown.size()) + " more");
    }
    count(members.unmatched().size(), "whose identifier does not match exactly one user");
    members.uncertain().values().stream()
        .collect(Collectors.groupingBy(ReasonText::message, TreeMap::new, Collectors.counting()))
        .forEach(
            (reason, count) ->
                console.note("Remark: " + count + (count == 1 ? " user: " : " users: ") + reason));
    members.ignored().forEach(ignored -> console.note("Remark: ignored in the set: " + ignored));
    preview.remarks().forEach(remark -> console.note("Remark: " + remark));
  }

  private void count(int members, String what) {
    if (members > 0) {
      console.note("Remark: " + members + " " + what);
    }
  }

  private static String line(PrimaryId id, Optional<StoredUser> stored) {
    if (stored.isEmpty()) {
      return id + "  (no user has this primary ID)";
    }
    User user = stored.get().user().normalized();
    return String.join(
        "  ",
        user.primaryId().toString(),
        user.code("user_group").orElse("-"),
        user.code("status").orElse("-"),
        expiryDate(user));
  }

  private static String expiryDate(User user) {
    try {
      return user.date("expiry_date").map(LocalDate::toString).orElse("-");
    } catch (BrokenRecordException e) {
      return "unreadable";
    }
  }

  /** The time of a job that starts now, in the institution's time zone. */
  static QueryTime now(Bucket bucket) {
    ZoneId zone =
        Institution.read(bucket, new Faults()).map(Institution::timeZone).orElse(ZoneId.of("UTC"));
    Instant now = SystemClock.INSTANCE.instant();
    return new QueryTime(now, LocalDate.ofInstant(now, zone));
  }
}
