package org.rollcall.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.rollcall.letter.Letter;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;

/**
 * Reads records of members for a report. If the table cannot be read, the report has no details.
 */
record People(UserTable users) {

  /** The maximum number of users that one call of DynamoDB returns. */
  private static final int BATCH_SIZE = 100;

  /**
   * The rows with name and phone of people without a letter.
   *
   * @param shown {@code name}, {@code phone} or both; if empty, nothing is read
   */
  List<MemberRow> withDetails(List<MemberRow> rows, List<String> shown) {
    return shown.isEmpty()
        ? rows
        : with(
            rows,
            MemberRow::isWithoutLetter,
            (row, user) -> row.withPerson(PersonDetails.of(user, shown)));
  }

  /** The rows with the languages of sent letters whose language the job's folder does not have. */
  List<MemberRow> withLanguages(List<MemberRow> rows, Letter letter) {
    return with(
        rows,
        MemberRow::lacksLanguage,
        (row, user) -> row.withLanguage(letter.languages().of(user)));
  }

  private List<MemberRow> with(
      List<MemberRow> rows,
      Predicate<MemberRow> condition,
      BiFunction<MemberRow, User, MemberRow> change) {
    List<PrimaryId> ids =
        rows.stream().filter(condition).map(row -> PrimaryId.of(row.primaryId())).toList();
    Map<PrimaryId, User> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += BATCH_SIZE) {
      found.putAll(find(ids.subList(from, Math.min(from + BATCH_SIZE, ids.size()))));
    }
    return rows.stream()
        .map(
            row ->
                Optional.ofNullable(found.get(PrimaryId.of(row.primaryId())))
                    .filter(user -> condition.test(row))
                    .map(user -> change.apply(row, user))
                    .orElse(row))
        .toList();
  }

  /** The records of the first members. */
  List<User> some(List<MemberRow> rows) {
    List<PrimaryId> ids =
        rows.stream().limit(BATCH_SIZE).map(row -> PrimaryId.of(row.primaryId())).toList();
    return new ArrayList<>(find(ids).values());
  }

  private Map<PrimaryId, User> find(List<PrimaryId> ids) {
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
