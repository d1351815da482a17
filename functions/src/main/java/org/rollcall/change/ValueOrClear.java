package org.rollcall.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.json.Fields;

/** Reads changes of a single value, which have exactly one of several keys. See D-034. */
public final class ValueOrClear {

  private ValueOrClear() {}

  /** The edit of the only key that is present. Adds an error if none or several are. */
  public static Optional<UserEdit> exactlyOne(
      Fields fields, List<String> keys, List<Optional<UserEdit>> edits) {
    long present = keys.stream().filter(fields::has).count();
    if (present == 0) {
      fields.fault(ChangeError.CHANGE_WITHOUT_VALUE, String.join(" or ", keys));
    } else if (present > 1) {
      fields.fault(ChangeError.CHANGE_WITH_SEVERAL_VALUES, String.join(", ", keys));
    }
    return present == 1 ? edits.stream().flatMap(Optional::stream).findFirst() : Optional.empty();
  }

  /** Reads {@code "clear": true}, which removes a field unless it is empty. */
  public static Optional<UserEdit> clear(Fields fields, String field) {
    Optional<Boolean> clear = fields.flag("clear");
    if (clear.isPresent() && !clear.get()) {
      fields.fault("clear", ChangeError.CLEAR_NOT_TRUE);
    }
    return clear.map(
        yes -> (user, context) -> Condition.isFilled(user.get(field)) ? user.without(field) : user);
  }

  /**
   * Reads the value of a field that cannot be cleared.
   *
   * @param reason why the field cannot be cleared, for the error message
   */
  public static <T> Optional<T> valueOnly(
      Fields fields, Function<String, Optional<T>> reader, String reason) {
    if (!fields.has("clear")) {
      return fields.required("value", reader);
    }
    fields.node("clear");
    fields.fault("clear", ChangeError.FIELD_NOT_CLEARABLE, reason);
    return reader.apply("value");
  }
}
