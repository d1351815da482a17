package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.User;

/**
 * The change of a date that a user need not have: {@code expiry_date} or {@code purge_date}.
 *
 * @param key the field
 */
record DateChange(String key) implements ChangeKind {

  /** The last day of Alma's date format, which often means "never". */
  private static final LocalDate MAX_DATE = LocalDate.of(9999, 12, 31);

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    return ValueOrClear.exactlyOne(
        fields,
        List.of("value", "clear", "extend_by"),
        List.of(
            fields.date("value").map(date -> (user, context) -> set(user, date)),
            ValueOrClear.clear(fields, key),
            fields
                .period("extend_by")
                .map(period -> (user, context) -> extend(user, period, context))));
  }

  private User set(User user, LocalDate date) {
    return user.date(key).filter(date::equals).isPresent()
        ? user
        : user.with(key, TextNode.valueOf(AlmaDate.write(date)));
  }

  /**
   * Adds a period to the current date, or to today if there is no date or it has passed. The result
   * is at most {@link #MAX_DATE}.
   */
  private User extend(User user, Period period, ChangeContext context) {
    LocalDate from =
        user.date(key).filter(date -> !date.isBefore(context.today())).orElse(context.today());
    LocalDate until = from.plus(period);
    return set(user, until.isAfter(MAX_DATE) ? MAX_DATE : until);
  }
}
