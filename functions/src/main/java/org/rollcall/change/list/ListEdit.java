package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.RequestedRole;
import org.rollcall.change.UserEdit;
import org.rollcall.user.User;

/**
 * Takes entries out of a user's list and adds others. What it adds it does not take away: after it,
 * the list holds every addition, and nothing else that a removal matches. So doing it twice is
 * doing it once, and "all notes of a type but this one" can be asked for.
 *
 * @param field the list
 */
record ListEdit(String field, List<? extends Removal> removals, List<? extends Addition> additions)
    implements UserEdit {

  ListEdit {
    requireNonNull(field, "field is null");
    removals = List.copyOf(removals);
    additions = List.copyOf(additions);
  }

  @Override
  public User apply(User user, ChangeContext context) {
    List<ObjectNode> before = user.list(field);
    List<ObjectNode> entries = new ArrayList<>();
    before.forEach(entry -> remaining(entry, context).ifPresent(entries::add));
    additions.forEach(addition -> add(entries, addition, user, context));
    if (entries.equals(before)) {
      return user;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    entries.forEach(list::add);
    return user.with(field, list);
  }

  private Optional<ObjectNode> remaining(ObjectNode entry, ChangeContext context) {
    if (additions.stream().anyMatch(addition -> addition.is(entry, context))) {
      return Optional.of(entry);
    }
    for (Removal removal : removals) {
      if (removal.matches(entry)) {
        return removal.rest(entry);
      }
    }
    return Optional.of(entry);
  }

  private static void add(
      List<ObjectNode> entries, Addition addition, User user, ChangeContext context) {
    List<ObjectNode> present =
        entries.stream().filter(entry -> addition.is(entry, context)).toList();
    if (present.isEmpty()) {
      entries.add(addition.entry(user, context));
    } else if (present.stream().noneMatch(entry -> isSettled(entry, addition, context))) {
      ObjectNode first = present.get(0);
      entries.set(entries.indexOf(first), addition.renewed(first, context));
    }
  }

  /** Whether an entry is as the addition would have it, so that others like it may stay. */
  private static boolean isSettled(ObjectNode entry, Addition addition, ChangeContext context) {
    return addition.renewed(entry, context).equals(entry);
  }

  @Override
  public List<RequestedRole> roles() {
    return Stream.<ListEntry>concat(additions.stream(), removals.stream())
        .flatMap(listed -> listed.role().stream())
        .toList();
  }
}
