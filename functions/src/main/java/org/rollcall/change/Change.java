package org.rollcall.change;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Reason;
import org.rollcall.json.Fields;
import org.rollcall.query.QueryFailedException;
import org.rollcall.user.User;
import org.rollcall.user.UserPredicate;

/**
 * One change of a job: an edit, and the users to whom it applies.
 *
 * @param condition what the field must hold before the job
 * @param when a further condition in JSONata, to which the time is the job's start
 */
public record Change(
    ChangeKind kind, Condition condition, Optional<UserPredicate> when, UserEdit edit) {

  public Change {
    requireNonNull(kind, "kind is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(when, "when is null");
    requireNonNull(edit, "edit is null");
  }

  /** Reads a change of a kind, noting every fault. */
  public static Optional<Change> read(
      ChangeKind kind, Fields fields, Fields changes, CodeTables codes) {
    Condition condition = fields.oneOf("condition", Condition.class).orElse(Condition.ALWAYS);
    Optional<UserPredicate> when = UserPredicate.read(fields, "when");
    Optional<UserEdit> edit = kind.read(fields, changes, codes);
    fields.rejectUnknownKeys();
    return edit.map(found -> new Change(kind, condition, when, found));
  }

  /**
   * Applies the change.
   *
   * @param original the user before the job, at whom {@code condition} and {@code when} look
   * @param user the user after the job's changes so far
   * @throws ChangeRefusedException if {@code when} cannot be answered
   */
  User apply(User original, User user, ChangeContext context) throws ChangeRefusedException {
    if (!condition.holds(kind.held(original))) {
      return user;
    }
    if (when.isPresent()) {
      try {
        if (!when.get().test(original, context.started())) {
          return user;
        }
      } catch (QueryFailedException e) {
        throw new ChangeRefusedException(
            Reason.WHEN_FAILED, kind.key(), String.valueOf(e.getMessage()));
      }
    }
    return edit.apply(user, context);
  }
}
