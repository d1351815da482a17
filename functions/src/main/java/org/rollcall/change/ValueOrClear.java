package org.rollcall.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.json.Fields;

/** The rule that a change of a single value says just one thing to do. */
public final class ValueOrClear {

  private ValueOrClear() {}

  /** Takes the one of the given edits that is there; none or several are a fault. */
  public static Optional<UserEdit> one(
      Fields fields, List<String> keys, List<Optional<UserEdit>> edits) {
    long present = keys.stream().filter(fields::has).count();
    if (present != 1) {
      fields.fault(
          present == 0
              ? "must have " + String.join(" or ", keys)
              : "must have only one of " + String.join(", ", keys));
      return Optional.empty();
    }
    return edits.stream().flatMap(Optional::stream).findFirst();
  }

  /** {@code "clear": true}, which takes the field away; one that is empty stays as it is. */
  public static Optional<UserEdit> clear(Fields fields, String field) {
    Optional<Boolean> clear = fields.flag("clear");
    if (clear.isPresent() && !clear.get()) {
      fields.fault("clear", "must be true, or be left out");
    }
    return clear.map(
        yes -> (user, context) -> Condition.isFilled(user.get(field)) ? user.without(field) : user);
  }

  /**
   * The value of a field that cannot be cleared.
   *
   * @param why why it cannot
   */
  public static <T> Optional<T> valueOnly(
      Fields fields, Function<String, Optional<T>> read, String why) {
    if (!fields.has("clear")) {
      return fields.required("value", read);
    }
    fields.node("clear");
    fields.fault("clear", "does not go here: " + why);
    return read.apply("value");
  }
}
