package org.rollcall.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.json.DayText;
import org.rollcall.json.Fields;
import org.rollcall.query.Query;
import org.rollcall.query.QueryError;
import org.rollcall.query.QueryException;
import org.rollcall.query.QueryField;
import org.rollcall.query.QueryTime;
import org.rollcall.query.UnreadableValueException;

/**
 * A JSONata expression about a user's record, such as {@code user_group.value = 'UG'}. It is the
 * query of a logical set or the {@code when} of a change. Not thread-safe.
 */
public final class UserPredicate {

  /** A day, its beginning, or a time; texts of these forms are in the order of time. */
  private static final Pattern COMPARABLE_DAY =
      Pattern.compile("(\\d{4}(-\\d{2}(-\\d{2}(T.*)?)?)?)?");

  private final Query query;

  private UserPredicate(Query query) {
    this.query = query;
  }

  /** Reads an expression; empty, with an error added, if it is not valid JSONata. */
  public static Optional<UserPredicate> read(Fields fields, String key) {
    return fields.text(key, Query.MAX_LENGTH).flatMap(query -> parse(fields, key, query));
  }

  private static Optional<UserPredicate> parse(Fields fields, String key, String query) {
    try {
      UserPredicate predicate = new UserPredicate(Query.parse(query));
      Optional<String> constant = predicate.query.constantCondition();
      if (constant.isPresent()) {
        return fields.fault(key, QueryError.CONSTANT_CONDITION, constant.get());
      }
      return predicate.hasValidDays(fields, key) ? Optional.of(predicate) : Optional.empty();
    } catch (QueryException e) {
      return fields.fault(key, e.code(), e.values());
    }
  }

  /** Adds an error if a day of the record is compared with a text that is no day. See D-150. */
  private boolean hasValidDays(Fields fields, String key) {
    for (QueryField field : query.fields()) {
      for (String text :
          NormalizedRecord.isDayOrTime(field.name()) ? field.texts() : List.<String>of()) {
        Optional<String> problem = DayText.problem(text);
        if (!COMPARABLE_DAY.matcher(text).matches() || problem.isPresent()) {
          String hint = problem.map(found -> "; " + found).orElse("");
          fields.fault(key, QueryError.COMPARED_WITH_NO_DAY, field.path(), text, hint);
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether the result for the user's {@link User#normalized()} view is true by JSONata's rules for
   * booleans; no result is false.
   *
   * @throws QueryException if the evaluation fails on this record or exceeds a limit
   * @throws BrokenRecordException if the query reads a value that cannot be read
   */
  public boolean test(User user, QueryTime time) throws QueryException {
    try {
      return isTrue(query.evaluate(user.normalized(), time));
    } catch (UnreadableValueException e) {
      throw new BrokenRecordException(String.valueOf(e.getMessage()));
    }
  }

  /** The fields that the expression reads, as far as its text shows. */
  public List<QueryField> fields() {
    return query.fields();
  }

  private static boolean isTrue(Optional<?> result) {
    if (result.isEmpty()) {
      return false;
    }
    Object value = result.get();
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof Collection<?> items) {
      return items.stream().anyMatch(item -> isTrue(Optional.ofNullable(item)));
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value instanceof CharSequence text && !text.isEmpty();
  }
}
