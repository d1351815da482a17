package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * Who may run a job: an active user who holds User Manager or User Administrator for the whole
 * institution (Alma does not show the job to holders at library scope). Nobody may give a role that
 * they may not: only a User Administrator gives {@link Role#STAFF} roles, or takes them away.
 */
final class OperatorCheck {

  private final UserTable users;
  private final String institution;
  private final LocalDate today;

  OperatorCheck(UserTable users, String institution, Instant now) {
    this.users = requireNonNull(users, "users is null");
    this.institution = requireNonNull(institution, "institution is null");
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /**
   * Notes every reason why the operator may not run a job that names some roles.
   *
   * @param initiatedBy the operator, if the input names one
   * @return the operator, if there is one
   */
  Optional<Operator> check(
      Optional<PrimaryId> initiatedBy, List<RequestedRole> roles, Faults faults) {
    return initiatedBy.flatMap(operator -> check(operator, roles, faults));
  }

  private Optional<Operator> check(PrimaryId operator, List<RequestedRole> roles, Faults faults) {
    Optional<User> user = users.find(operator).map(StoredUser::user);
    if (user.isEmpty()) {
      faults.add("initiated_by", "is no user's primary id");
      return Optional.empty();
    }
    try {
      return Optional.of(check(user.get(), roles, faults));
    } catch (BrokenRecordException e) {
      faults.add("initiated_by", "is a user whose record is broken");
      return Optional.empty();
    }
  }

  private Operator check(User user, List<RequestedRole> roles, Faults faults) {
    if (!user.isActive(today)) {
      faults.add("initiated_by", "is not an active user, or one whose account has expired");
    }
    Set<String> held =
        user.roles()
            .filter(role -> role.isValidOn(today) && role.scope().equals(institution))
            .map(Role::type)
            .collect(Collectors.toSet());
    if (!held.contains(Role.USER_MANAGER) && !held.contains(Role.USER_ADMINISTRATOR)) {
      faults.add(
          "initiated_by",
          "may not run jobs on users: that takes the role User Manager (21) or User Administrator"
              + " (50), active and for the whole institution "
              + institution);
    }
    for (RequestedRole role : roles) {
      if (Role.STAFF_ROLES.contains(role.type()) && !held.contains(Role.USER_ADMINISTRATOR)) {
        faults.add(
            role.path(),
            "is an administrative role: only a User Administrator (50) may give it or take it"
                + " away");
      }
    }
    return new Operator(user.primaryId(), held.contains(Role.USER_ADMINISTRATOR));
  }
}
