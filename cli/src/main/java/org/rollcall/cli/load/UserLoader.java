package org.rollcall.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.cli.userfile.UserSink;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.local.admin.RecordError;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.admin.RecordWarnings;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.time.SystemClock;
import org.rollcall.user.User;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes users to the table in batches, and counts them. See D-025. */
final class UserLoader implements UserSink {

  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

  private final UserAdministration users;
  private final Console console;
  private final LoadWarnings warnings;

  /**
   * Hashes of the loaded primary IDs, of 64 bits. Among a million IDs, two are equal with a
   * probability of one in tens of millions; then only a count is wrong.
   */
  private final Set<Long> seenIds = new HashSet<>();

  private final List<Loadable> batch = new ArrayList<>();
  private final Instant started = SystemClock.INSTANCE.instant();
  private Instant nextProgress = started.plus(PROGRESS_INTERVAL);
  private int batchLength;
  private int loaded;
  private int repeated;
  private int notLoaded;
  private int incompleteFiles;

  /** A user, and the place of the record in its file. */
  private record Loadable(String place, User user) {}

  /**
   * The result of a load.
   *
   * @param loaded records that were written
   * @param repeated loaded records of users that an earlier record had loaded
   * @param notLoaded records or parts of files that were not loaded
   * @param incompleteFiles files of which the rest was not read
   */
  record Count(int loaded, int repeated, int notLoaded, int incompleteFiles) {}

  UserLoader(UserAdministration users, Console console) {
    this.users = users;
    this.console = console;
    this.warnings = new LoadWarnings(console);
  }

  @Override
  public void record(String place, JsonNode node, int length) {
    User user;
    try {
      user = RecordIntake.take(node);
    } catch (InvalidRecordException e) {
      notLoaded(e.toFault(place));
      return;
    }
    for (Fault warning : RecordWarnings.find(user, place)) {
      warnings.warning(warning, " " + user.primaryId());
    }
    batch.add(new Loadable(place, user));
    batchLength += length;
    if (batch.size() == UserAdministration.MAX_BATCH_USERS
        || batchLength >= UserFile.MAX_RECORD_LENGTH) {
      flush();
      showProgress();
    }
  }

  @Override
  public void notLoaded(Fault error) {
    notLoaded++;
    warnings.error(error);
  }

  @Override
  public void restNotRead(Fault error) {
    incompleteFiles++;
    notLoaded(new Fault(error.code(), error.path(), error.message() + "; the rest was not read"));
  }

  @Override
  public void incomplete(Fault warning) {
    warnings.warning(warning, "");
  }

  /** Writes the last batch, and returns the counts. */
  Count finish() {
    flush();
    warnings.finish();
    return new Count(loaded, repeated, notLoaded, incompleteFiles);
  }

  private void flush() {
    try {
      users.load(batch.stream().map(Loadable::user).toList());
      batch.forEach(this::count);
    } catch (DynamoDbException e) {
      if (!isAboutRecord(e)) {
        throw e;
      }
      batch.forEach(this::loadAlone);
    }
    batch.clear();
    batchLength = 0;
  }

  /** DynamoDB refuses a whole batch for one invalid record, so the others are written alone. */
  private void loadAlone(Loadable record) {
    try {
      users.load(List.of(record.user()));
      count(record);
    } catch (DynamoDbException e) {
      if (!isAboutRecord(e)) {
        throw e;
      }
      notLoaded(Fault.of(record.place(), RecordError.RECORD_REFUSED_BY_DYNAMODB));
    }
  }

  /** Whether DynamoDB refuses a record, as opposed to an error of the table or the connection. */
  private static boolean isAboutRecord(DynamoDbException e) {
    return e instanceof TransactionCanceledException canceled
        ? canceled.cancellationReasons().stream()
            .anyMatch(reason -> "ValidationError".equals(reason.code()))
        : "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private void count(Loadable record) {
    loaded++;
    if (!seenIds.add(hash(record.user().primaryId().key()))) {
      repeated++;
    }
  }

  private void showProgress() {
    Instant now = SystemClock.INSTANCE.instant();
    if (now.isAfter(nextProgress)) {
      nextProgress = now.plus(PROGRESS_INTERVAL);
      console.note(
          loaded + " users loaded in " + Duration.between(started, now).toSeconds() + " s …");
    }
  }

  private static long hash(String text) {
    return Hashing.farmHashFingerprint64().hashUnencodedChars(text).asLong();
  }
}
