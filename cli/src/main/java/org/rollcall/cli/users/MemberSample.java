package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.ReasonText;
import org.rollcall.prepare.SetPreview;
import org.rollcall.set.Membership;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/**
 * Who is in a set or a query: the number, and the first users.
 *
 * @param first the first members, in the set's order
 * @param ofSet sentences without a full stop about the set
 */
public record MemberSample(Membership members, List<Row> first, List<String> ofSet) {

  public MemberSample {
    first = List.copyOf(first);
    ofSet = List.copyOf(ofSet);
  }

  /**
   * A user in one line.
   *
   * @param isFound whether the user exists; the other texts are empty if not
   * @param group the user group; empty like the others if the record has none
   * @param expiryDate in ISO 8601, or {@code unreadable}
   */
  public record Row(
      String id, boolean isFound, String name, String group, String status, String expiryDate) {

    /** The line of a user. */
    public static Row of(User record) {
      User user = record.normalized();
      return new Row(
          user.primaryId().toString(),
          true,
          user.displayName(),
          user.code("user_group").orElse(""),
          user.code("status").orElse(""),
          MemberSample.expiryDate(user));
    }

    /** The line of a member of a set, who may not exist. */
    public static Row of(PrimaryId id, Optional<StoredUser> stored) {
      return stored
          .map(found -> of(found.user()))
          .orElseGet(() -> new Row(id.toString(), false, "", "", "", ""));
    }
  }

  /**
   * Finds the members.
   *
   * @param set the key {@code set} of a job's input
   * @param maxShown the maximum number of users in {@code first}
   * @throws CommandException if a job with this set would be rejected
   */
  public static MemberSample of(Stack stack, JsonNode set, int maxShown) {
    SetPreview preview = MemberList.preview(stack, set);
    Membership members = preview.membership().orElseThrow();
    List<PrimaryId> shown = members.primaryIds().stream().limit(maxShown).toList();
    Map<PrimaryId, StoredUser> users = stack.users().find(shown);
    return new MemberSample(
        members,
        shown.stream().map(id -> Row.of(id, Optional.ofNullable(users.get(id)))).toList(),
        preview.remarks());
  }

  /** How many members are not in {@code first}. */
  public int more() {
    return members.primaryIds().size() - first.size();
  }

  /** Sentences without a full stop about members that a job does not process, and the set. */
  public List<String> remarks() {
    return Stream.concat(remarks(members).stream(), ofSet.stream()).toList();
  }

  static List<String> remarks(Membership members) {
    List<String> remarks = new ArrayList<>();
    int unmatched = members.unmatched().size();
    if (unmatched > 0) {
      remarks.add(unmatched + " whose identifier does not match exactly one user");
    }
    members.uncertain().values().stream()
        .collect(Collectors.groupingBy(ReasonText::message, TreeMap::new, Collectors.counting()))
        .forEach(
            (reason, count) -> remarks.add(count + (count == 1 ? " user: " : " users: ") + reason));
    members.ignored().forEach(ignored -> remarks.add("ignored in the set: " + ignored));
    return remarks;
  }

  private static String expiryDate(User user) {
    try {
      return user.date("expiry_date").map(LocalDate::toString).orElse("");
    } catch (BrokenRecordException e) {
      return "unreadable";
    }
  }
}
