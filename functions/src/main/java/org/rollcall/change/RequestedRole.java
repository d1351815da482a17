package org.rollcall.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;
import org.rollcall.user.Role;

/**
 * A role as an input names it, to be given or taken away.
 *
 * @param path where the input names its type, such as {@code changes.roles.add[0].role_type}
 * @param coded its type
 * @param scope a library's or the institution's code, if the input names one
 * @param parameters what it is limited to, if the input says so
 */
public record RequestedRole(
    String path,
    ObjectNode coded,
    Optional<String> scope,
    Optional<List<Role.Parameter>> parameters) {

  private static final String TABLE = "HFrUserRoles.roleType";
  private static final int LONGEST = 255;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  public RequestedRole {
    requireNonNull(path, "path is null");
    requireNonNull(coded, "coded is null");
    requireNonNull(scope, "scope is null");
    parameters = parameters.map(list -> list.stream().sorted().toList());
  }

  /** Reads a role, noting every fault. */
  public static Optional<RequestedRole> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type =
        fields
            .required("role_type", key -> codes.code(fields, key, TABLE))
            .filter(code -> isNumber(code, fields));
    Optional<String> scope = fields.line("scope", LONGEST);
    List<Role.Parameter> parameters = new ArrayList<>();
    for (Fields parameter : fields.objects("parameters")) {
      Optional<String> name = parameter.required("type", key -> parameter.line(key, LONGEST));
      Optional<String> value = parameter.required("value", key -> parameter.line(key, LONGEST));
      parameter.rejectUnknownKeys();
      name.flatMap(n -> value.map(v -> new Role.Parameter(n, v))).ifPresent(parameters::add);
    }
    Optional<List<Role.Parameter>> limits =
        fields.has("parameters") ? Optional.of(parameters) : Optional.empty();
    return type.map(code -> new RequestedRole(fields.pathOf("role_type"), code, scope, limits));
  }

  /**
   * Whether a role's code is one of Alma's, all of which are numbers. Anything else might be taken
   * for another role by whoever reads the record next: 021 for 21, say, which few may give.
   */
  private static boolean isNumber(ObjectNode code, Fields fields) {
    boolean isNumber = NUMBER.matcher(CodedValue.code(code).orElse("")).matches();
    if (!isNumber) {
      fields.fault("role_type", "must be a role's number, such as 200, in plain digits");
    }
    return isNumber;
  }

  /** The role's code, such as 200 for Patron. */
  public String type() {
    return CodedValue.code(coded).orElseThrow();
  }

  /** What makes it another role than one named elsewhere. */
  public List<Object> subject() {
    return List.of(type(), scope, Set.copyOf(parameters.orElse(List.of())));
  }
}
