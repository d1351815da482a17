package org.rollcall.user;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;

/**
 * A question to a user's record in JSONata, such as {@code user_group.value = 'UG'}: the query of a
 * logical set, or a change's {@code when}. It sees the record alone. Not safe for use by several
 * threads at once.
 */
public final class UserPredicate {

  /** How long one user may take, in milliseconds. */
  private static final long TIME_LIMIT = 1_000;

  /** How deep calls may nest. */
  private static final int DEPTH_LIMIT = 200;

  private final Jsonata expression;

  private UserPredicate(Jsonata expression) {
    this.expression = expression;
  }

  /** The query cannot be answered for this user; the message names no value of the record. */
  public static final class Unanswerable extends Exception {

    private final String problem;

    Unanswerable(String message) {
      super(message, null, false, false);
      this.problem = message;
    }

    public String problem() {
      return problem;
    }
  }

  /** Reads a query, noting a fault if it is no JSONata. */
  public static Optional<UserPredicate> read(Fields fields, String key) {
    return fields.text(key).flatMap(query -> parse(fields, key, query));
  }

  private static Optional<UserPredicate> parse(Fields fields, String key, String query) {
    try {
      Jsonata expression = Jsonata.jsonata(query);
      expression.setValidateInput(false);
      return Optional.of(new UserPredicate(expression));
    } catch (JException e) {
      fields.fault(key, "is not JSONata: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      fields.fault(key, "is not JSONata");
    }
    return Optional.empty();
  }

  /**
   * Whether the answer is true in JSONata's sense; an answer that says nothing is false.
   *
   * @throws Unanswerable if the query fails on this record, or takes too long
   */
  public boolean test(User user) throws Unanswerable {
    return test(user, expression.createFrame());
  }

  /**
   * The same, with {@code $now()} and {@code $millis()} standing still.
   *
   * @param now the moment that they tell, for all users alike
   * @throws Unanswerable if the query fails on this record, or takes too long
   */
  public boolean test(User user, Instant now) throws Unanswerable {
    Jsonata.Frame frame = expression.createFrame();
    frame.bind("millis", new JFunction((input, arguments) -> now.toEpochMilli(), "<:n>"));
    frame.bind("now", new JFunction((input, arguments) -> time(now, arguments), "<s?s?:s>"));
    return test(user, frame);
  }

  private static String time(Instant now, List<?> arguments) {
    return Functions.dateTimeFromMillis(now.toEpochMilli(), text(arguments, 0), text(arguments, 1));
  }

  private static @Nullable String text(List<?> arguments, int index) {
    return index < arguments.size() ? (String) arguments.get(index) : null;
  }

  private boolean test(User user, Jsonata.Frame frame) throws Unanswerable {
    Object input = Json.MAPPER.convertValue(user.record(), Object.class);
    try {
      frame.setRuntimeBounds(TIME_LIMIT, DEPTH_LIMIT);
      return isTrue(Optional.ofNullable(expression.evaluate(input, frame)));
    } catch (JException e) {
      throw new Unanswerable("the query fails on this record with JSONata error " + e.getError());
    } catch (RuntimeException | StackOverflowError e) {
      throw new Unanswerable("the query fails on this record");
    }
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
