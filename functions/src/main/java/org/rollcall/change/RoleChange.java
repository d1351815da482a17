package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;
import org.rollcall.user.Role;
import org.rollcall.user.User;

/** The change {@code roles}. See D-043. */
final class RoleChange {

  static final ChangeKind KIND =
      InputLists.kind(
          "roles",
          "user_role",
          RoleChange::readAddition,
          "remove",
          (fields, codes) -> RequestedRole.read(fields, codes).map(Removal::new));

  private RoleChange() {}

  private static Optional<ListEdit.Addition> readAddition(Fields fields, CodeTables codes) {
    Optional<NewDay> expiry = NewDay.readValueOrPeriod(fields, "expiry_date");
    return RequestedRole.read(fields, codes).map(requested -> new Addition(requested, expiry));
  }

  /** A role that is added or removed. */
  private interface Entry extends ListEdit.Entry {

    RequestedRole requested();

    @Override
    default List<Object> identity() {
      return requested().identity();
    }

    @Override
    default Optional<RequestedRole> role() {
      return Optional.of(requested());
    }
  }

  /**
   * A role to add. If the user has a role with the same type, scope and parameters, no role is
   * added. The existing role is activated if it is inactive or expired. It gets the expiry date if
   * the input has one.
   *
   * @param requested the role; its default scope is the institution
   * @param expiry the last day on which the role is valid
   */
  private record Addition(RequestedRole requested, Optional<NewDay> expiry)
      implements Entry, ListEdit.Addition {

    private Role role(ChangeContext context) {
      return new Role(
          requested.type(),
          requested.scope().orElse(context.institution()),
          true,
          MissingNode.getInstance(),
          requested.parameters().orElse(List.of()));
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return Role.of(entry).isSameAs(role(context));
    }

    @Override
    public ObjectNode updated(ObjectNode entry, ChangeContext context) {
      Role existing = Role.of(User.normalizedEntry("user_role", entry));
      ObjectNode updated = entry.deepCopy();
      if (!existing.active()) {
        updated.set("status", active());
      }
      if (expiry.isPresent()) {
        LocalDate lastDay = expiry.get().on(context.today());
        if (!AlmaDate.isDay(entry.path("expiry_date"), lastDay)) {
          updated.put("expiry_date", AlmaDate.write(lastDay));
        }
      } else if (existing.expiry().filter(day -> day.isBefore(context.today())).isPresent()) {
        updated.remove("expiry_date");
      }
      return updated;
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      Role role = role(context);
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.set("status", active());
      entry.set("scope", CodedValue.of(role.scope()));
      entry.set("role_type", requested.codedType());
      expiry.ifPresent(day -> entry.put("expiry_date", AlmaDate.write(day.on(context.today()))));
      if (!role.parameters().isEmpty()) {
        ArrayNode parameters = entry.putArray("parameter");
        for (Role.Parameter parameter : role.parameters()) {
          ObjectNode node = parameters.addObject();
          node.set("type", CodedValue.of(parameter.type()));
          node.set("value", CodedValue.of(parameter.value()));
        }
      }
      return entry;
    }

    private static ObjectNode active() {
      return CodedValue.of("ACTIVE", "Active");
    }
  }

  /**
   * Removes all roles of a type, including inactive and expired ones. If the input has a scope or
   * parameters, only roles with the same scope and parameters are removed.
   */
  private record Removal(RequestedRole requested) implements Entry, ListEdit.Removal {

    @Override
    public boolean matches(ObjectNode entry) {
      Role existing = Role.of(entry);
      return existing.type().equals(requested.type())
          && requested.scope().map(existing.scope()::equals).orElse(true)
          && requested.parameters().map(existing.parameters()::equals).orElse(true);
    }
  }
}
