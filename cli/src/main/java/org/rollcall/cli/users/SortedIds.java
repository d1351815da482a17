package org.rollcall.cli.users;

import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * The primary IDs of all users in ascending order. The table has no order, and its IDs may not fit
 * into the memory. So the table is read once for each part of the IDs.
 *
 * @param maxIds the number of IDs that are in memory
 */
record SortedIds(UserTable users, int maxIds) {

  /** With IDs of 20 characters, these are about 30 MB. */
  private static final int MAX_IDS = 200_000;

  SortedIds(UserTable users) {
    this(users, MAX_IDS);
  }

  void forEach(Consumer<PrimaryId> consumer) {
    Optional<PrimaryId> last = Optional.empty();
    do {
      TreeSet<PrimaryId> part = nextPart(last);
      part.forEach(consumer);
      last = part.size() == maxIds ? Optional.of(part.last()) : Optional.empty();
    } while (last.isPresent());
  }

  /** The smallest IDs that are larger than one. */
  private TreeSet<PrimaryId> nextPart(Optional<PrimaryId> last) {
    TreeSet<PrimaryId> part = new TreeSet<>();
    users.forEach(
        stored -> {
          PrimaryId id = stored.user().primaryId();
          if (last.isEmpty() || id.compareTo(last.get()) > 0) {
            part.add(id);
            if (part.size() > maxIds) {
              part.pollLast();
            }
          }
        });
    return part;
  }
}
