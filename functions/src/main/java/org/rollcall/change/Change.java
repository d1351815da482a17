package org.rollcall.change;

import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Reason;
import org.rollcall.json.Fields;
import org.rollcall.query.QueryException;
import org.rollcall.query.QueryField;
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
   * Why the change is not made; empty if its conditions are met. See D-030.
   *
   * @param original the user before the job
   * @throws ChangeRefusedException if {@code when} fails
   */
  Optional<Effect> obstacle(User original, ChangeContext context) throws ChangeRefusedException {
    if (!condition.isMet(kind.currentValue(original))) {
      return Optional.of(Effect.CONDITION_FALSE);
    }
    try {
      return when.isEmpty() || when.get().test(original, context.time())
          ? Optional.empty()
          : Optional.of(Effect.WHEN_FALSE);
    } catch (QueryException e) {
      throw new ChangeRefusedException(
          Reason.WHEN_FAILED, kind.key(), String.valueOf(e.getMessage()));
    }
  }

  /** The fields that {@code when} reads. */
  public List<QueryField> fields() {
    return when.map(UserPredicate::fields).orElse(List.of());
  }
}
