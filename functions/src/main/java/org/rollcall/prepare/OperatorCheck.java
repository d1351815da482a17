package org.rollcall.prepare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.change.RequestedRole;
import org.rollcall.error.Faults;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * Checks whether a user may run a job. The user must be active, and must have the role User Manager
 * or User Administrator for the whole institution. Alma does not show the job to users who have the
 * role for a library only. Only a User Administrator may add or remove {@link Role#STAFF} roles;
 * see D-043.
 */
public record OperatorCheck(UserTable users, String institution, LocalDate today) {

  /** The key of the input that names the user who starts the job. */
  static final String KEY = "initiated_by";

  private static final Set<String> OPERATOR_ROLES =
      Set.of(Role.USER_MANAGER, Role.USER_ADMINISTRATOR);

  /**
   * Adds every reason why a user may not run a job that changes no {@link Role#STAFF} roles.
   *
   * @return the ID in the spelling of the user's record; empty if no user has this ID, or if the
   *     record is invalid
   */
  public Optional<PrimaryId> check(PrimaryId id, Faults faults) {
    return check(KEY, id, List.of(), faults).map(Operator::id);
  }

  /**
   * Adds every reason why the user may not run a job.
   *
   * @param initiatedBy the user's primary ID; empty if the input has no valid {@code initiated_by}
   * @param roles the roles that the job adds or removes
   * @return empty if no user has this ID, or if the record is invalid
   */
  Optional<Operator> check(
      Optional<PrimaryId> initiatedBy, List<RequestedRole> roles, Faults faults) {
    return initiatedBy.flatMap(id -> check(KEY, id, roles, faults));
  }

  /**
   * As before, for a user who does not start the job.
   *
   * @param key the path of errors
   */
  Optional<Operator> check(String key, PrimaryId id, List<RequestedRole> roles, Faults faults) {
    Optional<User> user = users.find(id).map(StoredUser::user);
    if (user.isEmpty()) {
      return faults.add(key, JobError.OPERATOR_NOT_FOUND, id);
    }
    try {
      return Optional.of(check(key, user.get().normalized(), roles, faults));
    } catch (BrokenRecordException e) {
      return faults.add(key, JobError.OPERATOR_RECORD_INVALID);
    }
  }

  private Operator check(String key, User user, List<RequestedRole> roles, Faults faults) {
    if (!user.isActive(today)) {
      faults.add(key, JobError.OPERATOR_NOT_ACTIVE, user.primaryId(), whyNotActive(user));
    }
    Set<String> roleTypes =
        user.roles()
            .filter(role -> OPERATOR_ROLES.contains(role.type()))
            .filter(role -> role.scope().equals(institution) && role.isValidOn(today))
            .map(Role::type)
            .collect(Collectors.toSet());
    boolean isAdministrator = roleTypes.contains(Role.USER_ADMINISTRATOR);
    if (!roleTypes.contains(Role.USER_MANAGER) && !isAdministrator) {
      faults.add(
          key,
          JobError.OPERATOR_WITHOUT_ROLE,
          user.primaryId(),
          whyWithoutRole(
              user.roles().filter(role -> OPERATOR_ROLES.contains(role.type())).toList()),
          institution);
    }
    for (RequestedRole role : roles) {
      if (Role.STAFF_ROLES.contains(role.type()) && !isAdministrator) {
        faults.add(key.equals(KEY) ? role.path() : key, JobError.ADMINISTRATIVE_ROLE);
      }
    }
    return new Operator(user, isAdministrator);
  }

  private String whyNotActive(User user) {
    return user.date("expiry_date")
        .filter(expiry -> expiry.isBefore(today))
        .map(expiry -> "the account expired on " + expiry)
        .orElseGet(() -> "the status of the account is " + user.code("status").orElse("empty"));
  }

  /** What is wrong with each of the roles that could allow jobs. */
  private String whyWithoutRole(List<Role> roles) {
    if (roles.isEmpty()) {
      return "the user has no such role";
    }
    return roles.stream()
        .map(role -> "role " + role.type() + " " + String.join(" and ", problems(role)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private List<String> problems(Role role) {
    List<String> problems = new ArrayList<>();
    if (!role.active()) {
      problems.add("is inactive");
    }
    role.expiry()
        .filter(expiry -> expiry.isBefore(today))
        .ifPresent(expiry -> problems.add("expired on " + expiry));
    if (!role.scope().equals(institution)) {
      problems.add(role.scope().isEmpty() ? "has no scope" : "has the scope " + role.scope());
    }
    return problems;
  }
}
