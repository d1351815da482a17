package org.rollcall.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.cli.userfile.UserSink;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.local.admin.RecordError;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.admin.RecordWarnings;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.load.LoadDecision;
import org.rollcall.local.load.LoadRule;
import org.rollcall.local.load.LoadedRecord;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes users to the table in batches, and counts them. See D-025. */
final class UserLoader implements UserSink {

  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

  private final UserAdministration users;
  private final LoadRule rule;
  private final Consumer<List<User>> keeper;
  private final Console console;
  private final LoadWarnings warnings;

  /**
   * Hashes of the loaded primary IDs, of 64 bits. Among a million IDs, two are equal with a
   * probability of one in tens of millions; then only a count is wrong.
   */
  private final Set<Long> seenIds = new HashSet<>();

  private final IdentifierOwners identifiers = new IdentifierOwners();
  private final List<Loadable> batch = new ArrayList<>();
  private final Instant started = SystemClock.INSTANCE.instant();
  private Instant nextProgress = started.plus(PROGRESS_INTERVAL);
  private final Set<PrimaryId> batchIds = new HashSet<>();
  private int batchLength;
  private int loaded;
  private int repeated;
  private int unchanged;
  private int notLoaded;
  private int heldBack;
  private int incompleteFiles;
  private int internalUsers;
  private int jobValuesKept;
  private int jobValuesReplaced;

  /**
   * A record, and what a person should know about it.
   *
   * @param warnings about the record as it is in the file
   */
  private record Loadable(LoadedRecord record, List<Fault> warnings) {}

  /**
   * Creates a loader.
   *
   * @param keeper receives the records that are about to be replaced
   */
  UserLoader(
      UserAdministration users, LoadRule rule, Consumer<List<User>> keeper, Console console) {
    this.users = users;
    this.rule = rule;
    this.keeper = keeper;
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
    List<Fault> found = new ArrayList<>(RecordWarnings.find(user, place));
    if (node.has(SecretFields.PASSWORD)) {
      found.add(Fault.of(place, RecordError.PASSWORD_LEFT_OUT));
    }
    found.addAll(identifiers.add(user, place));
    if (!batchIds.add(user.primaryId())) {
      // The second record of a user is compared with the first one.
      flush();
      batchIds.add(user.primaryId());
    }
    batch.add(new Loadable(new LoadedRecord(place, user), found));
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
  LoadCount finish() {
    flush();
    warnings.finish();
    return new LoadCount(
        loaded,
        repeated,
        unchanged,
        notLoaded,
        heldBack,
        incompleteFiles,
        internalUsers,
        jobValuesKept,
        jobValuesReplaced);
  }

  private void flush() {
    try {
      load(batch);
    } catch (DynamoDbException e) {
      if (!isAboutRecord(e)) {
        throw e;
      }
      batch.forEach(this::loadAlone);
    }
    batch.clear();
    batchIds.clear();
    batchLength = 0;
  }

  private void load(List<Loadable> records) {
    Map<PrimaryId, LoadDecision> decisions =
        users.load(records.stream().map(Loadable::record).toList(), rule, keeper);
    for (Loadable loadable : records) {
      LoadDecision decision = decisions.get(loadable.record().user().primaryId());
      if (decision != null) {
        count(loadable, decision);
      }
    }
  }

  /** DynamoDB refuses a whole batch for one invalid record, so the others are written alone. */
  private void loadAlone(Loadable loadable) {
    try {
      load(List.of(loadable));
    } catch (DynamoDbException e) {
      if (!isAboutRecord(e)) {
        throw e;
      }
      notLoaded(Fault.of(loadable.record().place(), RecordError.RECORD_REFUSED_BY_DYNAMODB));
    }
  }

  /** Whether DynamoDB refuses a record, as opposed to an error of the table or the connection. */
  private static boolean isAboutRecord(DynamoDbException e) {
    return e instanceof TransactionCanceledException canceled
        ? canceled.cancellationReasons().stream()
            .anyMatch(reason -> "ValidationError".equals(reason.code()))
        : "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private void count(Loadable loadable, LoadDecision decision) {
    String place = loadable.record().place();
    switch (decision.action()) {
      case HOLD_BACK -> {
        heldBack++;
        notLoaded++;
        decision.losses().forEach(warnings::heldBack);
      }
      case KEEP_INTERNAL -> internalUsers++;
      case CREATE, REPLACE, KEEP_EQUAL -> {
        loaded++;
        unchanged += decision.isWritten() ? 0 : 1;
        jobValuesKept += decision.jobValuesKept();
        jobValuesReplaced += decision.jobValuesReplaced();
        PrimaryId id = decision.user().primaryId();
        if (!seenIds.add(hash(id.key()))) {
          repeated++;
        }
        List<Fault> found = new ArrayList<>(loadable.warnings());
        if (decision.isPinMissing()) {
          found.add(Fault.of(place, RecordError.PIN_LEFT_OUT, SecretFields.MASK));
        }
        found.forEach(warning -> warnings.warning(warning, " " + id));
      }
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
