package org.rollcall.change;

import java.util.List;
import org.rollcall.error.Reason;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/** The changes of a job, in the order in which they are applied. */
public record Changes(List<Change> list) {

  public Changes {
    list = List.copyOf(list);
  }

  /** The changes of a job that only sends letters. */
  public static Changes none() {
    return new Changes(List.of());
  }

  /** Whether the passwords of users whose account becomes internal are reset. */
  public boolean resetPasswords() {
    return list.stream().anyMatch(change -> change.edit().resetsPassword());
  }

  /** Whether users whose account would become internal are skipped if no letter can reach them. */
  public boolean onlyReachable() {
    return list.stream().anyMatch(change -> change.edit().onlyReachable());
  }

  /** The roles that the job adds or removes. */
  public List<RequestedRole> roles() {
    return list.stream().flatMap(change -> change.edit().roles().stream()).toList();
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * The user after the job; the same object if the job changes nothing.
   *
   * @throws ChangeRefusedException if the job cannot change this user
   * @throws org.rollcall.user.BrokenRecordException if the record does not follow Alma's format
   */
  public User apply(User user, ChangeContext context) throws ChangeRefusedException {
    AccountType before = user.accountType();
    User changed = user;
    for (Change change : list) {
      changed = change.apply(user, changed, context);
    }
    if (changed.accountType() == AccountType.EXTERNAL
        && before != AccountType.EXTERNAL
        && changed.text("external_id").isEmpty()) {
      throw new ChangeRefusedException(Reason.NO_EXTERNAL_ID);
    }
    return changed;
  }
}
