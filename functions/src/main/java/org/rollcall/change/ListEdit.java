package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.user.User;

/**
 * Removes entries from a user's list, and adds entries. An entry that is the same as an addition is
 * not removed. So a repeated edit changes nothing. See D-040 and D-041.
 *
 * @param field the field of the record that contains the list
 */
record ListEdit(String field, List<? extends Removal> removals, List<? extends Addition> additions)
    implements UserEdit {

  /** One entry of a list in the input, such as {@code notes.add}. */
  interface Entry {

    /** The values that identify the entry. Entries with the same values are duplicates. */
    List<Object> identity();

    /** The role that the entry adds or removes; empty if the entry is not a role. */
    default Optional<RequestedRole> role() {
      return Optional.empty();
    }

    /** The expiry date that the entry sets. */
    default Optional<NewDay> expiry() {
      return Optional.empty();
    }
  }

  /**
   * An entry that a job adds to a user's list. The entries of the list are compared in the
   * normalised view; see {@link User#normalizedEntry}.
   */
  interface Addition extends Entry {

    /**
     * Whether an entry of the user's list is the same as this addition. If so, no entry is added.
     *
     * @param entry the entry in the normalised view
     * @throws org.rollcall.user.BrokenRecordException if the entry does not follow Alma's format
     */
    boolean isSameAs(ObjectNode entry, ChangeContext context);

    /**
     * Updates the details of an entry that is the same as this addition, such as its expiry.
     *
     * @param entry the entry as in the record
     */
    default ObjectNode updated(ObjectNode entry, ChangeContext context) {
      return entry;
    }

    /**
     * A new entry.
     *
     * @param user the user after the job's previous changes
     */
    ObjectNode newEntry(User user, ChangeContext context);
  }

  /** A criterion for entries that a job removes from a user's list. */
  interface Removal extends Entry {

    /**
     * Whether an entry of the user's list is removed.
     *
     * @param entry the entry in the normalised view
     * @throws org.rollcall.user.BrokenRecordException if the entry does not follow Alma's format
     */
    boolean matches(ObjectNode entry);

    /** The entry that replaces a removed entry, which is as in the record; empty by default. */
    default Optional<ObjectNode> replacement(ObjectNode entry) {
      return Optional.empty();
    }
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
    ObjectNode view = User.normalizedEntry(field, entry);
    if (additions.stream().anyMatch(addition -> addition.isSameAs(view, context))) {
      return Optional.of(entry);
    }
    for (Removal removal : removals) {
      if (removal.matches(view)) {
        return removal.replacement(entry);
      }
    }
    return Optional.of(entry);
  }

  private void add(List<ObjectNode> entries, Addition addition, User user, ChangeContext context) {
    List<ObjectNode> existing =
        entries.stream()
            .filter(entry -> addition.isSameAs(User.normalizedEntry(field, entry), context))
            .toList();
    if (existing.isEmpty()) {
      entries.add(addition.newEntry(user, context));
    } else if (existing.stream()
        .noneMatch(entry -> addition.updated(entry, context).equals(entry))) {
      ObjectNode first = existing.get(0);
      entries.set(entries.indexOf(first), addition.updated(first, context));
    }
  }

  private Stream<Entry> entries() {
    return Stream.concat(additions.stream(), removals.stream());
  }

  @Override
  public List<RequestedRole> roles() {
    return entries().flatMap(entry -> entry.role().stream()).toList();
  }

  @Override
  public List<NewDay> days() {
    return entries().flatMap(entry -> entry.expiry().stream()).toList();
  }
}
