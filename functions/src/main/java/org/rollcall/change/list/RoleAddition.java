package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.RequestedRole;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;
import org.rollcall.user.Role;
import org.rollcall.user.User;

/**
 * A role to add. If the user has a role with the same type, scope and parameters, no role is added.
 * The existing role is activated if it is inactive or expired. It gets the expiry date if the input
 * has one.
 *
 * @param requested the role; its default scope is the institution
 * @param expiry the last day on which the role is valid
 */
public record RoleAddition(RequestedRole requested, Optional<LocalDate> expiry)
    implements Addition {

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<LocalDate> expiry = fields.date("expiry_date");
    return RequestedRole.read(fields, codes).map(requested -> new RoleAddition(requested, expiry));
  }

  @Override
  public List<Object> identity() {
    return requested.identity();
  }

  @Override
  public Optional<RequestedRole> role() {
    return Optional.of(requested);
  }

  private Role role(ChangeContext context) {
    return new Role(
        requested.type(),
        requested.scope().orElse(context.institution()),
        true,
        expiry,
        requested.parameters().orElse(List.of()));
  }

  @Override
  public boolean isSameAs(ObjectNode entry, ChangeContext context) {
    return Role.of(entry).isSameAs(role(context));
  }

  @Override
  public ObjectNode updated(ObjectNode entry, ChangeContext context) {
    Role existing = Role.of(entry);
    boolean isSameExpiry = expiry.isEmpty() || expiry.equals(existing.expiry());
    if (existing.isValidOn(context.today()) && isSameExpiry) {
      return entry;
    }
    ObjectNode updated = entry.deepCopy();
    if (!existing.active()) {
      updated.set("status", active());
    }
    if (expiry.isPresent()) {
      updated.put("expiry_date", AlmaDate.write(expiry.get()));
    } else if (existing.expiry().filter(lastDay -> lastDay.isBefore(context.today())).isPresent()) {
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
    expiry.ifPresent(date -> entry.put("expiry_date", AlmaDate.write(date)));
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
