package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;
import org.rollcall.user.Role;

/**
 * A role that an input adds or removes.
 *
 * @param path the path of the role's type, such as {@code changes.roles.add[0].role_type}
 * @param codedType the role's type as a coded value
 * @param scope the code of a library or the institution, if the input has one
 * @param parameters restrictions of the role, if the input has any
 */
public record RequestedRole(
    String path,
    ObjectNode codedType,
    Optional<String> scope,
    Optional<List<Role.Parameter>> parameters) {

  private static final String TABLE = "HFrUserRoles.roleType";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  public RequestedRole {
    parameters = parameters.map(list -> list.stream().sorted(Role.Parameter.ORDER).toList());
  }

  /** Reads a role; adds all errors. */
  public static Optional<RequestedRole> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type =
        fields
            .required("role_type", key -> codes.readCode(fields, key, TABLE))
            .flatMap(code -> checkNumber(code, fields));
    Optional<String> scope = fields.line("scope", ChangeKinds.MAX_CODE_LENGTH);
    List<Role.Parameter> parameters =
        List.copyOf(fields.objects("parameters", RequestedRole::readParameter).values());
    Optional<List<Role.Parameter>> limits =
        fields.has("parameters") ? Optional.of(parameters) : Optional.empty();
    return type.map(code -> new RequestedRole(fields.pathOf("role_type"), code, scope, limits));
  }

  private static Optional<Role.Parameter> readParameter(Fields parameter) {
    Optional<String> name =
        parameter.required("type", key -> parameter.line(key, ChangeKinds.MAX_CODE_LENGTH));
    Optional<String> value =
        parameter.required("value", key -> parameter.line(key, ChangeKinds.MAX_CODE_LENGTH));
    parameter.rejectUnknownKeys();
    return name.flatMap(n -> value.map(v -> new Role.Parameter(n, v)));
  }

  /**
   * Checks that a role's code is a number without leading zeros. Another program might read a code
   * such as 021 as role 21, which only few users may grant.
   */
  private static Optional<ObjectNode> checkNumber(ObjectNode code, Fields fields) {
    return NUMBER.matcher(CodedValue.code(code).orElse("")).matches()
        ? Optional.of(code)
        : fields.fault("role_type", ChangeError.INVALID_ROLE_TYPE);
  }

  /** The role's code, such as 200 for Patron. */
  public String type() {
    return CodedValue.code(codedType).orElseThrow();
  }

  /** The values by which duplicate roles are found. */
  public List<Object> identity() {
    return List.of(type(), scope, Set.copyOf(parameters.orElse(List.of())));
  }
}
