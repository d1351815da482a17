package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * Changes of fields with a single value. The input has exactly one of the keys {@code value},
 * {@code clear} and, for dates, {@code extend_by} and {@code from_today}. See D-034 and D-035.
 */
final class ValueChange {

  /**
   * {@code external_id}, the student system that manages an external user. Internal users have no
   * {@code external_id} and are not changed.
   */
  static final ChangeKind EXTERNAL_ID =
      new ChangeKind(
          "external_id",
          (fields, changes, codes) ->
              valueOnly(
                      fields,
                      key -> fields.line(key, ChangeKinds.MAX_CODE_LENGTH),
                      "every external user has an external_id, and account_type INTERNAL removes it")
                  .map(TextNode::valueOf)
                  .map(
                      text ->
                          (user, context) ->
                              user.accountType() == AccountType.EXTERNAL
                                  ? set(user, "external_id", text)
                                  : user));

  /**
   * {@code force_password_change}: whether a user must choose a new password at the next sign-in.
   * Only internal users are changed; others have no password in Alma. See D-033.
   */
  static final ChangeKind FORCE_PASSWORD_CHANGE =
      new ChangeKind(
          "force_password_change",
          (fields, changes, codes) ->
              valueOnly(fields, fields::flag, "write the value false instead")
                  .map(forced -> (user, context) -> forcePasswordChange(user, forced)));

  /** Reads the new value of a field from a key; empty, with all errors added, if it is invalid. */
  @FunctionalInterface
  interface ValueReader<T extends JsonNode> {
    Optional<T> read(Fields fields, String key, CodeTables codes);
  }

  /** The record types of Alma. */
  private enum RecordType {
    PUBLIC,
    STAFF,
    CONTACT
  }

  /** The codes of Alma's table ContentStructureStatus. */
  private enum Status {
    ACTIVE,
    INACTIVE
  }

  /** Sets a date. */
  private record DayEdit(String field, NewDay day) implements UserEdit {
    @Override
    public User apply(User user, ChangeContext context) {
      return set(user, field, day.on(context.today()));
    }

    @Override
    public List<NewDay> days() {
      return List.of(day);
    }
  }

  private ValueChange() {}

  /**
   * A field that cannot be cleared.
   *
   * @param reason why it cannot be cleared, for the error message
   */
  static <T extends JsonNode> ChangeKind mandatory(
      String field, String reason, ValueReader<T> reader) {
    return new ChangeKind(
        field,
        (fields, changes, codes) ->
            valueOnly(fields, key -> reader.read(fields, key, codes), reason)
                .map(value -> (user, context) -> set(user, field, value)));
  }

  /** A field that a user need not have. */
  static <T extends JsonNode> ChangeKind clearable(String field, ValueReader<T> reader) {
    return new ChangeKind(
        field,
        (fields, changes, codes) ->
            exactlyOne(
                fields,
                List.of("value", "clear"),
                List.of(
                    reader
                        .read(fields, "value", codes)
                        .map(value -> (user, context) -> set(user, field, value)),
                    clear(fields, field))));
  }

  /** A date that a user need not have. */
  static ChangeKind date(String field) {
    return new ChangeKind(
        field,
        (fields, changes, codes) ->
            exactlyOne(
                fields,
                List.of("value", "clear", "extend_by", "from_today"),
                List.of(
                    NewDay.readValue(fields, "value").map(day -> new DayEdit(field, day)),
                    clear(fields, field),
                    fields
                        .period("extend_by")
                        .map(period -> (user, context) -> extend(user, field, period, context)),
                    NewDay.readPeriod(fields).map(day -> new DayEdit(field, day)))));
  }

  /** Reads a code. */
  static ValueReader<ObjectNode> code(String table) {
    return (fields, key, codes) -> codes.readCode(fields, key, table);
  }

  /** Reads a status. */
  static Optional<ObjectNode> status(Fields fields, String key, CodeTables codes) {
    return oneOf(fields, key, Status.class);
  }

  /**
   * Reads a record type. The institution's code table can define other types; without the table,
   * Alma's types are valid.
   */
  static Optional<ObjectNode> recordType(Fields fields, String key, CodeTables codes) {
    String table = "AddNewUserOptions";
    return codes.descriptions(table).isPresent()
        ? codes.readCode(fields, key, table)
        : oneOf(fields, key, RecordType.class);
  }

  /** Reads a constant. Its description in Alma is its name with lower-case letters. */
  private static <E extends Enum<E>> Optional<ObjectNode> oneOf(
      Fields fields, String key, Class<E> type) {
    return fields
        .oneOf(key, type)
        .map(Enum::name)
        .map(
            name ->
                CodedValue.of(name, name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT)));
  }

  /** The edit of the only key that is present. Adds an error if none or several are. */
  private static Optional<UserEdit> exactlyOne(
      Fields fields, List<String> keys, List<Optional<UserEdit>> edits) {
    keys.forEach(key -> fields.describe(key, value -> value.insteadOf(keys)));
    List<String> present = keys.stream().filter(fields::has).toList();
    if (present.isEmpty()) {
      return fields.fault(ChangeError.CHANGE_WITHOUT_VALUE, String.join(" or ", keys));
    }
    return present.size() == 1
        ? edits.stream().flatMap(Optional::stream).findFirst()
        : fields.fault(ChangeError.CHANGE_WITH_SEVERAL_VALUES, String.join(", ", keys));
  }

  /** Reads {@code "clear": true}, which removes a field unless it is empty. */
  static Optional<UserEdit> clear(Fields fields, String field) {
    Optional<Boolean> clear = fields.flag("clear");
    if (clear.isPresent() && !clear.get()) {
      fields.fault("clear", ChangeError.CLEAR_NOT_TRUE);
    }
    return clear.map(
        yes ->
            (user, context) ->
                user.normalized().get(field).isMissingNode() ? user : user.without(field));
  }

  /**
   * Reads the value of a field that cannot be cleared.
   *
   * @param reason why the field cannot be cleared, for the error message
   */
  static <T> Optional<T> valueOnly(
      Fields fields, Function<String, Optional<T>> reader, String reason) {
    if (!fields.has("clear")) {
      return fields.required("value", reader);
    }
    fields.node("clear");
    fields.fault("clear", ChangeError.FIELD_NOT_CLEARABLE, reason);
    return reader.apply("value");
  }

  /** Writes a code or a text, unless it is the field's value already. */
  private static User set(User user, String field, JsonNode value) {
    User view = user.normalized();
    Optional<String> present = value.isObject() ? view.code(field) : view.text(field);
    return present.equals(CodedValue.code(value)) ? user : user.with(field, value);
  }

  private static User set(User user, String field, LocalDate date) {
    return AlmaDate.isDay(user.get(field), date)
        ? user
        : user.with(field, TextNode.valueOf(AlmaDate.write(date)));
  }

  /** Adds a period to the current date, or to today if there is no date or it has passed. */
  private static User extend(User user, String field, Period period, ChangeContext context) {
    LocalDate from =
        user.date(field).filter(date -> !date.isBefore(context.today())).orElse(context.today());
    return set(user, field, NewDay.limited(from.plus(period)));
  }

  /** Writes TRUE or FALSE, as Alma does. An empty field is the same as FALSE. */
  private static User forcePasswordChange(User user, boolean forced) {
    String field = FORCE_PASSWORD_CHANGE.key();
    boolean isForced = user.text(field).filter("true"::equalsIgnoreCase).isPresent();
    return user.accountType() != AccountType.INTERNAL || isForced == forced
        ? user
        : user.with(field, TextNode.valueOf(Boolean.toString(forced).toUpperCase(Locale.ROOT)));
  }
}
