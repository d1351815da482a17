package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

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
 * A role to give. A role that the user has already, of the same type, scope and parameters, is not
 * given twice: it is made active if it is not or has expired, and takes the expiry date if one is
 * given.
 *
 * @param named the role, at the institution's scope where the input names none
 * @param expiry the last day on which it counts
 */
public record RoleAddition(RequestedRole named, Optional<LocalDate> expiry) implements Addition {

  public RoleAddition {
    requireNonNull(named, "named is null");
    requireNonNull(expiry, "expiry is null");
  }

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<LocalDate> expiry = fields.date("expiry_date");
    return RequestedRole.read(fields, codes).map(named -> new RoleAddition(named, expiry));
  }

  @Override
  public List<Object> subject() {
    return named.subject();
  }

  @Override
  public Optional<RequestedRole> role() {
    return Optional.of(named);
  }

  private Role in(ChangeContext context) {
    return new Role(
        named.type(),
        named.scope().orElse(context.institution()),
        true,
        expiry,
        named.parameters().orElse(List.of()));
  }

  @Override
  public boolean is(ObjectNode entry, ChangeContext context) {
    return Role.of(entry).isSameAs(in(context));
  }

  @Override
  public ObjectNode renewed(ObjectNode entry, ChangeContext context) {
    Role held = Role.of(entry);
    boolean sameExpiry = expiry.isEmpty() || expiry.equals(held.expiry());
    if (held.isValidOn(context.today()) && sameExpiry) {
      return entry;
    }
    ObjectNode renewed = entry.deepCopy();
    if (!held.active()) {
      renewed.set("status", active());
    }
    if (expiry.isPresent()) {
      renewed.put("expiry_date", AlmaDate.write(expiry.get()));
    } else if (held.expiry().filter(last -> last.isBefore(context.today())).isPresent()) {
      renewed.remove("expiry_date");
    }
    return renewed;
  }

  @Override
  public ObjectNode entry(User user, ChangeContext context) {
    Role role = in(context);
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.set("status", active());
    entry.set("scope", CodedValue.of(role.scope()));
    entry.set("role_type", named.coded());
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
