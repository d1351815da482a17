package org.rollcall.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * The least that a job must do with the users table: read all users, a hundred at a time, and write
 * each of them once with the conditions of a job. It has no chunks, no outcomes and no report. The
 * upper limit for a job's speed. See bench/README.md.
 */
public final class BareLoop {

  private static final int BATCH = 100;

  private BareLoop() {}

  /** Argument: a data folder, whose users get another user group. */
  public static void main(String[] arguments) throws UserModifiedException {
    Path home = Path.of(System.getProperty("rollcall.home"));
    int written = 0;
    try (LocalStack stack = LocalStack.open(Path.of(arguments[0]), home)) {
      UserTable users = stack.users();
      List<PrimaryId> ids = new ArrayList<>();
      users.forEach(user -> ids.add(user.user().primaryId()));
      long start = System.nanoTime();
      for (int i = 0; i < ids.size(); i += BATCH) {
        Map<PrimaryId, StoredUser> batch =
            users.find(ids.subList(i, Math.min(ids.size(), i + BATCH)));
        for (StoredUser user : batch.values()) {
          users.replace(user, new StoredUser(inOtherGroup(user.user()), user.state()));
          written++;
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "{\"users\": %d, \"seconds\": %.3f, \"per_second\": %.1f}%n",
          written, seconds, written / seconds);
    }
    System.exit(0);
  }

  private static User inOtherGroup(User user) {
    ObjectNode group = Json.MAPPER.createObjectNode().put("value", "ALUMNI");
    return user.with("user_group", group);
  }
}
