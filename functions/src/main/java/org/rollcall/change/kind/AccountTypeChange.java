package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.ValueOrClear;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * {@code account_type}: hands accounts from the student system to the library, or back.
 *
 * <p>To INTERNAL, every segment of the record becomes internal and {@code external_id} goes (Alma:
 * an internal user must not have one, error 401853); whether the password is reset is the job's
 * business. To EXTERNAL, segments stay internal until the student system delivers its own; the same
 * job must set {@code external_id} (error 401854).
 */
final class AccountTypeChange implements ChangeKind {

  private static final String SEGMENT = "segment_type";
  private static final String INTERNAL_SEGMENT = "Internal";

  /** The parts of a record that have segments. */
  private static final List<String> SEGMENTED =
      List.of("contact_info", "user_identifier", "user_block", "user_note", "user_statistic");

  /** The types that a job can give. */
  private enum Target {
    INTERNAL,
    EXTERNAL
  }

  /** Hands an external user to the library; leaves any other alone, password included. */
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
            fields, key -> fields.oneOf(key, Target.class), "no user is without an account type");
    Optional<Boolean> reset = fields.flag("reset_password");
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (target.get() == Target.INTERNAL) {
      if (changes.has("external_id")) {
        changes.fault(
            "external_id", "does not go with account_type INTERNAL: such a user has none");
      }
      return Optional.of(new ToInternal(reset.orElse(true)));
    }
    if (reset.isPresent()) {
      fields.fault("reset_password", "goes with value INTERNAL only");
    }
    if (!changes.has("external_id")) {
      changes.fault("external_id", "is missing: account_type EXTERNAL needs it in the same job");
    }
    return Optional.of((user, context) -> toExternal(user));
  }

  private static User toInternal(User user) {
    if (user.accountType() != AccountType.EXTERNAL) {
      return user;
    }
    User internal = withType(user, AccountType.INTERNAL).without("external_id");
    for (String field : SEGMENTED) {
      JsonNode part = internal.get(field);
      JsonNode relabelled = relabelled(part);
      if (!relabelled.equals(part)) {
        internal = internal.with(field, relabelled);
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

  private static JsonNode relabelled(JsonNode node) {
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
                          : relabelled(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(relabelled(item)));
      return copy;
    }
    return node;
  }
}
