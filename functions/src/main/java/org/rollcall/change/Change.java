package org.rollcall.change;

import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Reason;
import org.rollcall.json.Fields;
import org.rollcall.query.QueryException;
import org.rollcall.user.User;
import org.rollcall.user.UserPredicate;

/**
 * One change of a job: an edit and its conditions.
 *
 * @param condition a condition on the field's value before the job, in the normalised view
 * @param when a condition in JSONata, which is evaluated with the job's start as the current time
 */
public record Change(
    ChangeKind kind, Condition condition, Optional<UserPredicate> when, UserEdit edit) {

  /** Reads a change; adds all errors. */
  public static Optional<Change> read(
      ChangeKind kind, Fields fields, Fields changes, CodeTables codes) {
    Condition condition = fields.oneOf("condition", Condition.class).orElse(Condition.ALWAYS);
    Optional<UserPredicate> when = UserPredicate.read(fields, "when");
    Optional<UserEdit> edit = kind.reader().read(fields, changes, codes);
    fields.rejectUnknownKeys();
    return edit.map(found -> new Change(kind, condition, when, found));
  }

  /**
   * Applies the change. See D-030.
   *
   * @param original the user before the job, for which the conditions are evaluated
   * @param user the user after the job's previous changes
   * @throws ChangeRefusedException if {@code when} fails
   */
  User apply(User original, User user, ChangeContext context) throws ChangeRefusedException {
    if (!condition.isMet(kind.currentValue(original))) {
      return user;
    }
    if (when.isPresent()) {
      try {
        if (!when.get().test(original, context.time())) {
          return user;
        }
      } catch (QueryException e) {
        throw new ChangeRefusedException(
            Reason.WHEN_FAILED, kind.key(), String.valueOf(e.getMessage()));
      }
    }
    return edit.apply(user, context);
  }
}
