package org.rollcall.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.letter.Letter;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;

/**
 * Completes the rows of members from their records: with name and phone of people without a letter,
 * and with the languages of sent letters whose language the job's folder does not have. Passes the
 * rows on in their order. If the table cannot be read, the report has no details.
 */
final class People {

  /** The maximum number of users that one call of DynamoDB returns. */
  private static final int BATCH_SIZE = 100;

  /** The maximum number of rows in memory. */
  private static final int MAX_ROWS = 1_000;

  private final UserTable users;
  private final JobFolder folder;
  private final List<String> shown;
  private final Consumer<MemberRow> next;
  private final List<MemberRow> rows = new ArrayList<>();
  private final List<PrimaryId> pending = new ArrayList<>();
  private Optional<Letter> letter = Optional.empty();
  private boolean isLetterRead;

  /**
   * Completes the rows of a job.
   *
   * @param next gets the completed rows
   */
  People(UserTable users, Job job, JobFolder folder, Consumer<MemberRow> next) {
    this.users = users;
    this.folder = folder;
    this.shown = job.request().reportShows();
    this.next = next;
  }

  void add(MemberRow row) {
    rows.add(row);
    if (needsPerson(row) || needsLanguage(row)) {
      pending.add(PrimaryId.of(row.primaryId()));
    }
    if (pending.size() == BATCH_SIZE || rows.size() == MAX_ROWS) {
      finish();
    }
  }

  /** Passes on the rows that are still in memory. */
  void finish() {
    Map<PrimaryId, User> found = find(users, pending);
    for (MemberRow row : rows) {
      next.accept(
          Optional.ofNullable(found.get(PrimaryId.of(row.primaryId())))
              .map(user -> completed(row, user))
              .orElse(row));
    }
    rows.clear();
    pending.clear();
  }

  private boolean needsPerson(MemberRow row) {
    return PersonDetails.isShown(shown) && row.isWithoutLetter();
  }

  private boolean needsLanguage(MemberRow row) {
    return row.lacksLanguage() && letter().isPresent();
  }

  private MemberRow completed(MemberRow row, User user) {
    MemberRow named = needsPerson(row) ? row.withPerson(PersonDetails.of(user, shown)) : row;
    return needsLanguage(row)
        ? named.withLanguage(letter().orElseThrow().languages().of(user))
        : named;
  }

  /** The job's letter, which is read once; empty if it is missing or damaged. */
  private Optional<Letter> letter() {
    if (!isLetterRead) {
      isLetterRead = true;
      try {
        letter = Optional.of(new Letter(folder.readLetter()));
      } catch (JobFolderException e) {
        letter = Optional.empty();
      }
    }
    return letter;
  }

  /** The records of some users; none if the table cannot be read. */
  static Map<PrimaryId, User> find(UserTable users, List<PrimaryId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<PrimaryId, User> found = new HashMap<>();
    try {
      Map<PrimaryId, StoredUser> stored = users.find(ids);
      stored.forEach((id, user) -> found.put(id, user.user()));
    } catch (UserStoreException e) {
      return Map.of();
    }
    return found;
  }
}
