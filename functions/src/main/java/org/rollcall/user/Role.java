package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A role that a user holds.
 *
 * @param type the role's code, such as 200 for Patron; empty if the record has none
 * @param scope the code of the institution or a library; empty if the record has none
 * @param active whether the status is ACTIVE, which is Alma's default
 * @param expiryDate the last day on which the role is valid, as in the record
 * @param parameters restrictions of the role, such as a circulation desk, sorted
 */
public record Role(
    String type, String scope, boolean active, JsonNode expiryDate, List<Parameter> parameters) {

  public static final String USER_MANAGER = "21";
  public static final String GENERAL_SYSTEM_ADMINISTRATOR = "26";
  public static final String USER_ADMINISTRATOR = "50";

  /** The roles that make a user staff. Only a User Administrator may grant them. See D-043. */
  public static final Set<String> STAFF_ROLES =
      Set.of(USER_MANAGER, GENERAL_SYSTEM_ADMINISTRATOR, USER_ADMINISTRATOR);

  /** The roles of {@link #STAFF_ROLES} that make a user an administrator. */
  public static final Set<String> ADMINISTRATOR_ROLES =
      Set.of(GENERAL_SYSTEM_ADMINISTRATOR, USER_ADMINISTRATOR);

  /** A restriction of a role, such as the type {@code CirculationDesk} and the value MAIN. */
  public record Parameter(String type, String value) {

    /** By type, then by value. */
    public static final Comparator<Parameter> ORDER =
        Comparator.comparing(Parameter::type).thenComparing(Parameter::value);
  }

  public Role {
    parameters = parameters.stream().sorted(Parameter.ORDER).toList();
  }

  /** Reads an entry of {@code user_role}. */
  public static Role of(ObjectNode entry) {
    return new Role(
        CodedValue.code(entry.path("role_type")).orElse(""),
        CodedValue.code(entry.path("scope")).orElse(""),
        CodedValue.code(entry.path("status")).orElse("ACTIVE").equalsIgnoreCase("ACTIVE"),
        entry.path("expiry_date"),
        StreamSupport.stream(entry.path("parameter").spliterator(), false)
            .map(Role::parameter)
            .toList());
  }

  private static Parameter parameter(JsonNode node) {
    return new Parameter(
        CodedValue.code(node.path("type")).orElse(""),
        CodedValue.code(node.path("value")).orElse(""));
  }

  /**
   * The last day on which the role is valid; empty if it does not expire.
   *
   * @throws BrokenRecordException if the record has another value
   */
  public Optional<LocalDate> expiry() {
    return AlmaDate.read(expiryDate, "user_role.expiry_date");
  }

  /**
   * Whether the role is active and has not expired on a day.
   *
   * @throws BrokenRecordException if the expiry date cannot be read
   */
  public boolean isValidOn(LocalDate today) {
    return active && expiry().map(last -> !last.isBefore(today)).orElse(true);
  }

  /** Whether two roles have the same type, scope and parameters. Their status may differ. */
  public boolean isSameAs(Role other) {
    return type.equals(other.type)
        && scope.equals(other.scope)
        && parameters.equals(other.parameters);
  }
}
