package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.command.TextColumns;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.userfile.CellText;
import org.rollcall.cli.userfile.FieldPaths;
import org.rollcall.error.Faults;
import org.rollcall.error.ReasonText;
import org.rollcall.letter.Institution;
import org.rollcall.prepare.SetPreview;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/**
 * Prints who is in a set or a query: the number, and the first users.
 *
 * @param fields the columns of the list; empty for the usual ones
 */
public record MemberList(Stack stack, Console console, boolean json, Optional<FieldPaths> fields) {

  private static final int MAX_SHOWN = 20;

  /** In columns of a terminal. */
  private static final int MAX_CELL_WIDTH = 40;

  private static final List<String> USUAL_FIELDS =
      List.of("primary_id", "user_group", "status", "expiry_date");

  private static final String NONE = "-";

  /**
   * Prints the members.
   *
   * @param set the key {@code set} of a job's input
   * @throws CommandException if a job with this set would be rejected
   */
  void print(JsonNode set) {
    SetPreview preview = preview(stack, set);
    Membership members = preview.membership().orElseThrow();
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
    lines(shown).forEach(line -> console.print("  " + line));
    if (members.size() > shown.size()) {
      console.print("  and " + (members.size() - shown.size()) + " more");
    }
    remark(members, console);
    preview.remarks().forEach(remark -> console.note("Remark: " + remark));
  }

  /** The members of a set, with its remarks printed. */
  static Membership resolve(Stack stack, JsonNode set, Console console) {
    SetPreview preview = preview(stack, set);
    preview.remarks().forEach(remark -> console.note("Remark: " + remark));
    return preview.membership().orElseThrow();
  }

  private static SetPreview preview(Stack stack, JsonNode set) {
    SetPreview preview = SetPreview.of(stack.users(), stack.bucket(), set, now(stack.bucket()));
    if (preview.membership().isEmpty()) {
      throw CommandException.rejected(CommandError.SET_INVALID, FaultText.joined(preview.errors()));
    }
    return preview;
  }

  /** Prints how many members are not certain to be users. */
  static void remark(Membership members, Console console) {
    if (!members.unmatched().isEmpty()) {
      console.note(
          "Remark: "
              + members.unmatched().size()
              + " whose identifier does not match exactly one user");
    }
    members.uncertain().values().stream()
        .collect(Collectors.groupingBy(ReasonText::message, TreeMap::new, Collectors.counting()))
        .forEach(
            (reason, count) ->
                console.note("Remark: " + count + (count == 1 ? " user: " : " users: ") + reason));
    members.ignored().forEach(ignored -> console.note("Remark: ignored in the set: " + ignored));
  }

  private List<String> lines(List<PrimaryId> shown) {
    List<String> columns = fields.map(FieldPaths::paths).orElse(USUAL_FIELDS);
    Map<PrimaryId, StoredUser> users = stack.users().find(shown);
    List<List<String>> rows = new ArrayList<>();
    if (Console.isTerminal() || fields.isPresent()) {
      rows.add(columns);
    }
    shown.forEach(
        id ->
            rows.add(
                Optional.ofNullable(users.get(id))
                    .map(stored -> row(stored.user(), columns))
                    .orElseGet(() -> missing(id, columns.size()))));
    return TextColumns.lines(rows, Set.of());
  }

  private static List<String> row(User user, List<String> columns) {
    User shown = new User(SecretFields.masked(user.record()));
    return columns.stream()
        .map(path -> CellText.of(shown, path))
        .map(text -> text.isEmpty() ? NONE : TextColumns.cell(text, MAX_CELL_WIDTH))
        .toList();
  }

  private static List<String> missing(PrimaryId id, int columns) {
    List<String> row = new ArrayList<>(List.of(id.toString(), "(no user has this primary ID)"));
    row.addAll(Collections.nCopies(columns, ""));
    return row.subList(0, columns);
  }

  /** The time of a job that starts now, in the institution's time zone. */
  public static QueryTime now(Bucket bucket) {
    ZoneId zone =
        Institution.read(bucket, new Faults()).map(Institution::timeZone).orElse(ZoneId.of("UTC"));
    Instant now = SystemClock.INSTANCE.instant();
    return new QueryTime(now, LocalDate.ofInstant(now, zone));
  }
}
