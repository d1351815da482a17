package org.rollcall.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.CodedValue;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.User;

/**
 * The change {@code account_type}, which makes accounts internal or external.
 *
 * <p>If an account becomes internal, all its segments become internal, and {@code external_id} is
 * removed (Alma's error 401853: an internal user must not have one). If an account becomes
 * external, its segments stay internal until the student system imports its own. The same job must
 * set {@code external_id} (Alma's error 401854). See D-032.
 */
final class AccountTypeChange {

  static final ChangeKind KIND = new ChangeKind("account_type", AccountTypeChange::read);

  private static final String SEGMENT = "segment_type";

  /** The fields of a record that have segments. */
  private static final List<String> FIELDS_WITH_SEGMENTS =
      List.of("contact_info", "user_identifier", "user_block", "user_note", "user_statistic");

  /** The account types that a job can set. */
  private enum Target {
    INTERNAL,
    EXTERNAL
  }

  /** Makes an external account internal; does not change other accounts and their passwords. */
  private record ToInternal(
      boolean resetsPassword, boolean onlyReachable, Optional<CredentialKind> credential)
      implements UserEdit {
    @Override
    public User apply(User user, ChangeContext context) {
      return toInternal(user);
    }
  }

  private AccountTypeChange() {}

  private static Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    Optional<Target> target =
        ValueChange.valueOnly(
            fields, key -> fields.oneOf(key, Target.class), "every user has an account type");
    Optional<Boolean> reset = fields.flag("reset_password");
    Optional<Boolean> onlyReachable = fields.flag("only_if_reachable");
    Optional<CredentialKind> credential = fields.oneOf("credential", CredentialKind.class);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (target.get() == Target.INTERNAL) {
      if (changes.has("external_id")) {
        changes.fault("external_id", ChangeError.EXTERNAL_ID_OF_INTERNAL_USER);
      }
      if (credential.isPresent() && !reset.orElse(true)) {
        fields.fault("credential", ChangeError.CREDENTIAL_WITHOUT_RESET);
      }
      return Optional.of(
          new ToInternal(reset.orElse(true), onlyReachable.orElse(false), credential));
    }
    if (credential.isPresent()) {
      fields.fault("credential", ChangeError.CREDENTIAL_NOT_INTERNAL);
    }
    if (reset.isPresent()) {
      fields.fault("reset_password", ChangeError.RESET_PASSWORD_NOT_INTERNAL);
    }
    if (onlyReachable.isPresent()) {
      fields.fault("only_if_reachable", ChangeError.ONLY_IF_REACHABLE_NOT_INTERNAL);
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
      JsonNode part = internal.get(field).deepCopy();
      part.findParents(SEGMENT).forEach(parent -> ((ObjectNode) parent).put(SEGMENT, "Internal"));
      if (!part.equals(internal.get(field))) {
        internal = internal.with(field, part);
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
}
