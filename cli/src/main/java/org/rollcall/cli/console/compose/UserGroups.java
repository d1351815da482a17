package org.rollcall.cli.console.compose;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.code.CodeTables;
import org.rollcall.time.SystemClock;
import org.rollcall.user.User;

/**
 * The user groups that can be chosen: those of the code table, or else those that users have. The
 * users are read in the background, so that a page of a large library does not wait for them.
 */
final class UserGroups {

  private static final Duration MAX_AGE = Duration.ofMinutes(10);
  private static final Duration MAX_WAIT = Duration.ofSeconds(3);

  private final Stack stack;
  private Optional<FutureTask<Map<String, String>>> reading = Optional.empty();
  private Instant begun = Instant.MIN;
  private Map<String, String> last = Map.of();

  UserGroups(Stack stack) {
    this.stack = stack;
  }

  /** The descriptions of the groups by their codes; none if they are not known yet. */
  Map<String, String> descriptions(CodeTables codes) {
    return codes.descriptions("UserGroups").orElseGet(this::ofUsers);
  }

  private synchronized Map<String, String> ofUsers() {
    Instant now = SystemClock.INSTANCE.instant();
    if (reading.isEmpty() || begun.isBefore(now.minus(MAX_AGE))) {
      FutureTask<Map<String, String>> task = new FutureTask<>(this::read);
      Thread thread = new Thread(task, "user-groups");
      thread.setDaemon(true);
      thread.start();
      reading = Optional.of(task);
      begun = now;
    }
    try {
      last = reading.get().get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The next page has them.
    } catch (ExecutionException e) {
      // The page works without them. Its count says why users cannot be read.
      reading = Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return last;
  }

  private Map<String, String> read() {
    Map<String, String> groups = new TreeMap<>();
    stack
        .users()
        .forEach(
            stored -> {
              User user = stored.user().normalized();
              user.code("user_group")
                  .ifPresent(
                      code ->
                          groups.putIfAbsent(code, user.get("user_group").path("desc").asText("")));
            });
    return groups;
  }
}
