package org.rollcall.user;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.query.InvalidQueryException;
import org.rollcall.query.Query;
import org.rollcall.query.QueryFailedException;

/**
 * A question to a user's record in JSONata, such as {@code user_group.value = 'UG'}: the query of a
 * logical set, or a change's {@code when}. It sees the record alone. Not safe for use by several
 * threads at once.
 */
public final class UserPredicate {

  private final Query query;

  private UserPredicate(Query query) {
    this.query = query;
  }

  /** Reads a query, noting a fault if it is no JSONata. */
  public static Optional<UserPredicate> read(Fields fields, String key) {
    return fields.text(key).flatMap(query -> parse(fields, key, query));
  }

  private static Optional<UserPredicate> parse(Fields fields, String key, String query) {
    try {
      return Optional.of(new UserPredicate(Query.parse(query)));
    } catch (InvalidQueryException e) {
      fields.fault(key, e.code(), e.values());
      return Optional.empty();
    }
  }

  /**
   * Whether the answer is true in JSONata's sense; an answer that says nothing is false.
   *
   * @throws QueryFailedException if the query fails on this record, or runs away
   */
  public boolean test(User user) throws QueryFailedException {
    return isTrue(query.evaluate(user.record(), Optional.empty()));
  }

  /**
   * The same, with {@code $now()} and {@code $millis()} standing still.
   *
   * @param now the moment that they tell, for all users alike
   * @throws QueryFailedException if the query fails on this record, or runs away
   */
  public boolean test(User user, Instant now) throws QueryFailedException {
    return isTrue(query.evaluate(user.record(), Optional.of(now)));
  }

  private static boolean isTrue(Optional<?> answer) {
    if (answer.isEmpty()) {
      return false;
    }
    Object value = answer.get();
    if (value instanceof Boolean yes) {
      return yes;
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
