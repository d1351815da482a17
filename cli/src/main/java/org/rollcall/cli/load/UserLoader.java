package org.rollcall.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.cli.userfile.UserSink;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.admin.RecordWarnings;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes users as they come, a batch at a time, and counts them. */
public final class UserLoader implements UserSink {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final UserAdministration users;
  private final Console console;
  private final LoadWarnings remarks;
  private final SeenIds seen = new SeenIds();
  private final List<Found> batch = new ArrayList<>();
  private final Instant started = Instant.now();
  private Instant nextLine = started.plus(BETWEEN_LINES);
  private int batchLength;
  private int loaded;
  private int repeated;
  private int unreadable;

  /** A user, and where it was found. */
  private record Found(String place, User user) {}

  /**
   * What came of it.
   *
   * @param loaded records that were written
   * @param repeated how many of these were of a user who had come before
   * @param notLoaded records, or parts of files, that were not
   */
  public record Count(int loaded, int repeated, int notLoaded) {}

  public UserLoader(UserAdministration users, Console console) {
    this.users = users;
    this.console = console;
    this.remarks = new LoadWarnings(console);
  }

  @Override
  public void record(String place, JsonNode node, int length) {
    User user;
    try {
      user = RecordIntake.take(node);
    } catch (BrokenRecordException e) {
      unreadable(place, "the record " + e.getMessage());
      return;
    }
    for (String misgiving : RecordWarnings.about(user)) {
      remarks.warning(place + ": loaded " + user.primaryId() + ", but ", misgiving);
    }
    batch.add(new Found(place, user));
    batchLength += length;
    if (batch.size() == UserAdministration.MAX_BATCH_USERS
        || batchLength >= UserFile.LONGEST_RECORD) {
      flush();
      showProgress();
    }
  }

  @Override
  public void unreadable(String place, String reason) {
    unreadable++;
    remarks.fault(place + ": not loaded: " + reason);
  }

  @Override
  public void incomplete(String place, String what) {
    remarks.warning(place + ": loaded, but ", what);
  }

  /** Writes what is left, and gives the account. */
  public Count end() {
    flush();
    remarks.end();
    return new Count(loaded, repeated, unreadable);
  }

  private void flush() {
    try {
      users.load(batch.stream().map(Found::user).toList());
      batch.forEach(this::count);
    } catch (DynamoDbException e) {
      if (!isAboutARecord(e)) {
        throw e;
      }
      batch.forEach(this::loadAlone);
    }
    batch.clear();
    batchLength = 0;
  }

  /**
   * The table takes a batch as a whole or not at all: what it will not take must not keep others
   * out.
   */
  private void loadAlone(Found found) {
    try {
      users.load(List.of(found.user()));
      count(found);
    } catch (DynamoDbException e) {
      if (!isAboutARecord(e)) {
        throw e;
      }
      unreadable(
          found.place(),
          "DynamoDB does not take the record: it is larger than 400 KB, is nested more than 32"
              + " deep, or has a number of more than 38 digits");
    }
  }

  /** As opposed to a table that is out of reach. */
  private static boolean isAboutARecord(DynamoDbException e) {
    return e instanceof TransactionCanceledException cancelled
        ? cancelled.cancellationReasons().stream()
            .anyMatch(reason -> "ValidationError".equals(reason.code()))
        : "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private void count(Found found) {
    loaded++;
    if (!seen.add(found.user().primaryId())) {
      repeated++;
    }
  }

  private void showProgress() {
    Instant now = Instant.now();
    if (now.isAfter(nextLine)) {
      nextLine = now.plus(BETWEEN_LINES);
      console.note(
          loaded + " users loaded in " + Duration.between(started, now).toSeconds() + " s …");
    }
  }
}
