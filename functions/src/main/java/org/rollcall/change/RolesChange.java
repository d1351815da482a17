package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.Coded;
import org.rollcall.user.Role;
import org.rollcall.user.User;

/**
 * {@code roles.add}: gives roles. A role that the user has already, of the same type, scope and
 * parameters, is not given twice: it is made active if it is not or has expired, and takes the
 * expiry date if one is given.
 */
final class RolesChange implements ChangeKind {

  private static final String FIELD = "user_role";
  private static final String TABLE = "HFrUserRoles.roleType";
  private static final int LONGEST = 255;

  @Override
  public String key() {
    return "roles";
  }

  @Override
  public String field() {
    return FIELD;
  }

  /** A role to give, without a scope where the input leaves it to the institution. */
  private record Grant(
      ObjectNode coded,
      Optional<String> scope,
      Optional<LocalDate> expiry,
      List<Role.Parameter> parameters) {

    String type() {
      return Coded.code(coded).orElseThrow();
    }

    boolean isSameAs(Grant other) {
      return type().equals(other.type())
          && scope.equals(other.scope)
          && Set.copyOf(parameters).equals(Set.copyOf(other.parameters));
    }

    Role in(ChangeContext context) {
      return new Role(type(), scope.orElse(context.institution()), true, expiry, parameters);
    }
  }

  /** Gives roles. */
  private record Give(List<Grant> roles) implements Edit {

    @Override
    public User apply(User user, ChangeContext context) {
      return give(user, roles, context);
    }

    @Override
    public List<String> grants() {
      return roles.stream().map(Grant::type).toList();
    }
  }

  @Override
  public Optional<Edit> read(Fields fields, Fields changes, CodeTables codes) {
    List<Grant> grants = new ArrayList<>();
    List<Fields> additions = fields.objects("add");
    for (Fields addition : additions) {
      Optional<Grant> grant = grant(addition, codes);
      if (grant.isPresent() && grants.stream().anyMatch(grant.get()::isSameAs)) {
        addition.fault("role_type", "is listed twice, with the same scope and parameters");
      }
      grant.ifPresent(grants::add);
    }
    if (additions.isEmpty()) {
      fields.fault("add", "must list at least one role");
    }
    return Optional.of(new Give(grants));
  }

  private static Optional<Grant> grant(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type = fields.required("role_type", key -> codes.code(fields, key, TABLE));
    Optional<String> scope = fields.line("scope", LONGEST);
    Optional<LocalDate> expiry = fields.date("expiry_date");
    List<Role.Parameter> parameters = new ArrayList<>();
    for (Fields parameter : fields.objects("parameters")) {
      Optional<String> name = parameter.required("type", key -> parameter.line(key, LONGEST));
      Optional<String> value = parameter.required("value", key -> parameter.line(key, LONGEST));
      parameter.refuseOthers();
      if (name.isPresent() && value.isPresent()) {
        parameters.add(new Role.Parameter(name.get(), value.get()));
      }
    }
    fields.refuseOthers();
    return type.map(code -> new Grant(code, scope, expiry, parameters));
  }

  private static User give(User user, List<Grant> grants, ChangeContext context) {
    List<ObjectNode> entries = new ArrayList<>(user.list(FIELD));
    for (Grant grant : grants) {
      give(entries, grant, context);
    }
    return ListEdit.with(user, FIELD, entries);
  }

  private static void give(List<ObjectNode> entries, Grant grant, ChangeContext context) {
    Role role = grant.in(context);
    for (int i = 0; i < entries.size(); i++) {
      Role held = Role.of(entries.get(i));
      if (held.isSameAs(role)) {
        entries.set(i, renewed(entries.get(i), held, role, context.today()));
        return;
      }
    }
    entries.add(entry(grant.coded(), role));
  }

  private static ObjectNode renewed(ObjectNode entry, Role held, Role role, LocalDate today) {
    boolean sameExpiry = role.expiry().isEmpty() || role.expiry().equals(held.expiry());
    if (held.isHeld(today) && sameExpiry) {
      return entry;
    }
    ObjectNode renewed = entry.deepCopy();
    if (!held.active()) {
      renewed.set("status", active());
    }
    if (role.expiry().isPresent()) {
      renewed.put("expiry_date", AlmaDate.write(role.expiry().get()));
    } else if (!new Role(role.type(), role.scope(), true, held.expiry(), List.of()).isHeld(today)) {
      renewed.remove("expiry_date");
    }
    return renewed;
  }

  private static ObjectNode entry(ObjectNode type, Role role) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.set("status", active());
    entry.set("scope", Coded.of(role.scope()));
    entry.set("role_type", type);
    role.expiry().ifPresent(date -> entry.put("expiry_date", AlmaDate.write(date)));
    if (!role.parameters().isEmpty()) {
      ArrayNode parameters = entry.putArray("parameter");
      for (Role.Parameter parameter : role.parameters()) {
        ObjectNode node = parameters.addObject();
        node.set("type", Coded.of(parameter.type()));
        node.set("value", Coded.of(parameter.value()));
      }
    }
    return entry;
  }

  private static ObjectNode active() {
    return Coded.of("ACTIVE", "Active");
  }
}
