package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.RequestedRole;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.Role;

/**
 * Removes all roles of a type, including inactive and expired ones. If the input has a scope or
 * parameters, only roles with the same scope and parameters are removed. See D-043.
 */
public record RoleRemoval(RequestedRole requested) implements Removal {

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    return RequestedRole.read(fields, codes).map(RoleRemoval::new);
  }

  @Override
  public List<Object> identity() {
    return requested.identity();
  }

  @Override
  public Optional<RequestedRole> role() {
    return Optional.of(requested);
  }

  @Override
  public boolean matches(ObjectNode entry) {
    Role existing = Role.of(entry);
    return existing.type().equals(requested.type())
        && requested.scope().map(existing.scope()::equals).orElse(true)
        && requested.parameters().map(existing.parameters()::equals).orElse(true);
  }
}
