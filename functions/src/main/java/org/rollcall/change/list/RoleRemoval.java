package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.RequestedRole;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.Role;

/**
 * Takes every role of a type away, whatever its state; only those of a scope, or with just some
 * parameters, where the input names them.
 */
public record RoleRemoval(RequestedRole named) implements Removal {

  public RoleRemoval {
    requireNonNull(named, "named is null");
  }

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    return RequestedRole.read(fields, codes).map(RoleRemoval::new);
  }

  @Override
  public List<Object> subject() {
    return named.subject();
  }

  @Override
  public Optional<RequestedRole> role() {
    return Optional.of(named);
  }

  @Override
  public boolean matches(ObjectNode entry) {
    Role held = Role.of(entry);
    return held.type().equals(named.type())
        && named.scope().map(held.scope()::equals).orElse(true)
        && named.parameters().map(held.parameters()::equals).orElse(true);
  }
}
