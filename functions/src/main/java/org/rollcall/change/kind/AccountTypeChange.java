package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeError;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * The change {@code account_type}, which makes accounts internal or external.
 *
 * <p>If an account becomes internal, all its segments become internal, and {@code external_id} is
 * removed (Alma's error 401853: an internal user must not have one). If an account becomes
 * external, its segments stay internal until the student system imports its own. The same job must
 * set {@code external_id} (Alma's error 401854). See D-032.
 */
final class AccountTypeChange implements ChangeKind {

  private static final String SEGMENT = "segment_type";
  private static final String INTERNAL_SEGMENT = "Internal";

  /** The fields of a record that have segments. */
  private static final List<String> FIELDS_WITH_SEGMENTS =
      List.of("contact_info", "user_identifier", "user_block", "user_note", "user_statistic");

  /** The account types that a job can set. */
  private enum Target {
    INTERNAL,
    EXTERNAL
  }

  /** Makes an external account internal; does not change other accounts and their passwords. */
  private record ToInternal(boolean resetsPassword) implements UserEdit {
    @Override
    public User apply(User user, ChangeContext context) {
      return toInternal(user);
    }
  }

  @Override
  public String key() {
    return "account_type";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    Optional<Target> target =
        ValueOrClear.valueOnly(
            fields, key -> fields.oneOf(key, Target.class), "every user has an account type");
    Optional<Boolean> reset = fields.flag("reset_password");
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (target.get() == Target.INTERNAL) {
      if (changes.has("external_id")) {
        changes.fault("external_id", ChangeError.EXTERNAL_ID_OF_INTERNAL_USER);
      }
      return Optional.of(new ToInternal(reset.orElse(true)));
    }
    if (reset.isPresent()) {
      fields.fault("reset_password", ChangeError.RESET_PASSWORD_NOT_INTERNAL);
    }
    if (!changes.has("external_id")) {
      changes.fault("external_id", ChangeError.EXTERNAL_ID_REQUIRED);
    }
    return Optional.of((user, context) -> toExternal(user));
  }

  private static User toInternal(User user) {
    if (user.accountType() != AccountType.EXTERNAL) {
      return user;
    }
    User internal = withType(user, AccountType.INTERNAL).without("external_id");
    for (String field : FIELDS_WITH_SEGMENTS) {
      JsonNode part = internal.get(field);
      JsonNode withInternalSegments = withInternalSegments(part);
      if (!withInternalSegments.equals(part)) {
        internal = internal.with(field, withInternalSegments);
      }
    }
    return internal;
  }

  private static User toExternal(User user) {
    return user.accountType() == AccountType.EXTERNAL ? user : withType(user, AccountType.EXTERNAL);
  }

  private static User withType(User user, AccountType type) {
    return user.with("account_type", CodedValue.of(type.name(), type.description()));
  }

  private static JsonNode withInternalSegments(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      field.getKey().equals(SEGMENT)
                          ? copy.textNode(INTERNAL_SEGMENT)
                          : withInternalSegments(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(withInternalSegments(item)));
      return copy;
    }
    return node;
  }
}
