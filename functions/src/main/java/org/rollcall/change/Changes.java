package org.rollcall.change;

import java.util.List;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.user.AccountType;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.FieldCheck;
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

  /** How users whose password is reset sign in; empty for the institution's default. */
  public Optional<CredentialKind> credential() {
    return list.stream().flatMap(change -> change.edit().credential().stream()).findFirst();
  }

  /** Whether users whose account would become internal are skipped if no letter can reach them. */
  public boolean onlyReachable() {
    return list.stream().anyMatch(change -> change.edit().onlyReachable());
  }

  /** The roles that the job adds or removes. */
  public List<RequestedRole> roles() {
    return list.stream().flatMap(change -> change.edit().roles().stream()).toList();
  }

  /** The days that the job sets. */
  public List<NewDay> days() {
    return list.stream().flatMap(change -> change.edit().days().stream()).toList();
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
    return applied(user, context).user();
  }

  /**
   * A user after the job.
   *
   * @param effects the effects of the changes, in their order: the letter of each {@link Effect},
   *     and after it, if its {@code when} was evaluated, the {@link FieldCheck#letters} of its
   *     fields
   */
  public record Applied(User user, String effects) {}

  /**
   * The user after the job, and what each change did.
   *
   * @throws ChangeRefusedException if the job cannot change this user
   * @throws org.rollcall.user.BrokenRecordException if the record does not follow Alma's format
   */
  public Applied applied(User user, ChangeContext context) throws ChangeRefusedException {
    AccountType before = user.accountType();
    User changed = user;
    StringBuilder effects = new StringBuilder();
    for (Change change : list) {
      Optional<Effect> obstacle = change.obstacle(user, context);
      User previous = changed;
      changed = obstacle.isPresent() ? changed : change.edit().apply(changed, context);
      Effect effect = obstacle.orElse(changed.equals(previous) ? Effect.SAME : Effect.CHANGED);
      effects.append(effect.letter());
      if (effect != Effect.CONDITION_FALSE) {
        effects.append(FieldCheck.letters(change.fields(), user));
      }
    }
    if (changed.accountType() == AccountType.EXTERNAL
        && before != AccountType.EXTERNAL
        && changed.text("external_id").isEmpty()) {
      throw new ChangeRefusedException(Reason.NO_EXTERNAL_ID);
    }
    return new Applied(changed, effects.toString());
  }
}
