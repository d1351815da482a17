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
 * @param type the role's code, such as 200 for Patron; empty if the record names none
 * @param scope the institution's or a library's code; empty if the record names none
 * @param active whether its status is ACTIVE, which is also Alma's default; any other is inactive
 * @param expiry the last day on which it counts
 * @param parameters what it is limited to, such as a circulation desk, sorted
 */
public record Role(
    String type,
    String scope,
    boolean active,
    Optional<LocalDate> expiry,
    List<Parameter> parameters) {

  public static final String USER_MANAGER = "21";
  public static final String GENERAL_SYSTEM_ADMINISTRATOR = "26";
  public static final String USER_ADMINISTRATOR = "50";

  /** Whoever holds one of these is staff, and only a User Administrator may grant them. */
  public static final Set<String> STAFF =
      Set.of(USER_MANAGER, GENERAL_SYSTEM_ADMINISTRATOR, USER_ADMINISTRATOR);

  /** The roles among these that a User Manager does not hold and may not give. */
  public static final Set<String> ADMINISTRATORS =
      Set.of(GENERAL_SYSTEM_ADMINISTRATOR, USER_ADMINISTRATOR);

  /** A limit of a role, such as {@code CirculationDesk} and {@code MAIN}. */
  public record Parameter(String type, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      return Comparator.comparing(Parameter::type)
          .thenComparing(Parameter::value)
          .compare(this, other);
    }
  }

  public Role {
    parameters = parameters.stream().sorted().toList();
  }

  /**
   * Reads an entry of {@code user_role}.
   *
   * @throws BrokenRecordException if its expiry date is no date
   */
  public static Role of(ObjectNode entry) {
    return new Role(
        Coded.code(entry.path("role_type")).orElse("").strip(),
        Coded.code(entry.path("scope")).orElse(""),
        Coded.code(entry.path("status")).orElse("ACTIVE").equalsIgnoreCase("ACTIVE"),
        AlmaDate.read(entry.path("expiry_date"), "user_role.expiry_date"),
        StreamSupport.stream(entry.path("parameter").spliterator(), false)
            .map(Role::parameter)
            .toList());
  }

  private static Parameter parameter(JsonNode node) {
    return new Parameter(
        Coded.code(node.path("type")).orElse(""), Coded.code(node.path("value")).orElse(""));
  }

  /** Whether it counts on a day: active, and not past its expiry. */
  public boolean isHeld(LocalDate today) {
    return active && expiry.map(last -> !last.isBefore(today)).orElse(true);
  }

  /** Whether two are the same role, whatever their state: same type, scope and parameters. */
  public boolean isSameAs(Role other) {
    return type.equals(other.type)
        && scope.equals(other.scope)
        && parameters.equals(other.parameters);
  }
}
