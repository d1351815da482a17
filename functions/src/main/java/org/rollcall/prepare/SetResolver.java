package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetRepository;
import org.rollcall.set.SetSource;
import org.rollcall.set.SetTimeoutException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.UserTable;

/** Finds out who is in a set when a job starts. */
final class SetResolver {

  /** How long a set may take to ask all users: time enough is left then to reject the job. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final UserTable users;
  private final Bucket bucket;

  SetResolver(UserTable users, Bucket bucket) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * Reads a set, noting every fault.
   *
   * @param reader who wants to use it
   */
  Optional<SetDefinition> read(
      SetSource source, CodeTables codes, Optional<PrimaryId> reader, Faults faults) {
    return new SetRepository(bucket, codes, this::everybody)
        .read(source, reader.orElse(PrimaryId.of("")), faults);
  }

  /**
   * Freezes a set's membership.
   *
   * @throws JobRejectedException if that takes too long
   */
  Membership freeze(SetDefinition set, Instant now) {
    try {
      return Membership.of(set, this::everybody, now, PATIENCE);
    } catch (SetTimeoutException e) {
      Faults faults = new Faults();
      faults.add("set", e.code(), e.values());
      throw new JobRejectedException(faults.found());
    }
  }

  private void everybody(Consumer<User> consumer) {
    users.forEach(stored -> consumer.accept(stored.user()));
  }
}
