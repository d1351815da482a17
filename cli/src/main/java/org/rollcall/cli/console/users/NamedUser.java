package org.rollcall.cli.console.users;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.cli.console.users.UserSearch.Kind;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/**
 * The user with a primary ID, or with a name that no other user has, as an operator has typed it.
 *
 * @param problem why there is no such user; empty if there is one
 */
public record NamedUser(Optional<StoredUser> user, String problem) {

  /** How many of several users with a name are listed. */
  private static final int MAX_LISTED = 5;

  /** Finds the user. A text that is no primary ID reads all users. */
  public static NamedUser find(Stack stack, String text) {
    if (text.isBlank()) {
      return none("Write the primary ID or the name of a user.");
    }
    Optional<StoredUser> exact = find(stack, PrimaryId.of(text));
    if (exact.isPresent()) {
      return new NamedUser(exact, "");
    }
    UserSearch.Result named = new UserSearch(Kind.NAME, text).run(stack);
    return switch (named.total()) {
      case 0 -> none("No user has the primary ID or the name \"" + text + "\".");
      case 1 -> new NamedUser(find(stack, PrimaryId.of(named.first().get(0).id())), "");
      default ->
          none(
              named.total()
                  + " users have the name \""
                  + text
                  + "\". Write the primary ID of one of them: "
                  + listed(named.first())
                  + (named.total() > MAX_LISTED ? ", …" : ""));
    };
  }

  private static String listed(List<Row> users) {
    return users.stream()
        .limit(MAX_LISTED)
        .map(user -> user.id() + " (" + user.name() + ")")
        .collect(Collectors.joining(", "));
  }

  private static Optional<StoredUser> find(Stack stack, PrimaryId id) {
    return Optional.of(id).filter(PrimaryId::isValid).flatMap(stack.users()::find);
  }

  private static NamedUser none(String problem) {
    return new NamedUser(Optional.empty(), problem);
  }
}
