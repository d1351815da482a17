package org.rollcall.change.list;

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
 * Removes entries from a user's list, and adds entries. An entry that is the same as an addition is
 * not removed. So a repeated edit changes nothing. See D-040 and D-041.
 *
 * @param field the field of the record that contains the list
 */
record ListEdit(String field, List<? extends Removal> removals, List<? extends Addition> additions)
    implements UserEdit {

  ListEdit {
    removals = List.copyOf(removals);
    additions = List.copyOf(additions);
  }

  @Override
  public User apply(User user, ChangeContext context) {
    List<ObjectNode> before = user.list(field);
    List<ObjectNode> entries = new ArrayList<>();
    before.forEach(entry -> afterRemovals(entry, context).ifPresent(entries::add));
    additions.forEach(addition -> add(entries, addition, user, context));
    if (entries.equals(before)) {
      return user;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    entries.forEach(list::add);
    return user.with(field, list);
  }

  private Optional<ObjectNode> afterRemovals(ObjectNode entry, ChangeContext context) {
    if (additions.stream().anyMatch(addition -> addition.isSameAs(entry, context))) {
      return Optional.of(entry);
    }
    for (Removal removal : removals) {
      if (removal.matches(entry)) {
        return removal.replacement(entry);
      }
    }
    return Optional.of(entry);
  }

  private static void add(
      List<ObjectNode> entries, Addition addition, User user, ChangeContext context) {
    List<ObjectNode> existing =
        entries.stream().filter(entry -> addition.isSameAs(entry, context)).toList();
    if (existing.isEmpty()) {
      entries.add(addition.newEntry(user, context));
    } else if (existing.stream().noneMatch(entry -> isUpToDate(entry, addition, context))) {
      ObjectNode first = existing.get(0);
      entries.set(entries.indexOf(first), addition.updated(first, context));
    }
  }

  /** Whether an entry already has all details of the addition. */
  private static boolean isUpToDate(ObjectNode entry, Addition addition, ChangeContext context) {
    return addition.updated(entry, context).equals(entry);
  }

  @Override
  public List<RequestedRole> roles() {
    return Stream.<ListEntry>concat(additions.stream(), removals.stream())
        .flatMap(entry -> entry.role().stream())
        .toList();
  }
}
