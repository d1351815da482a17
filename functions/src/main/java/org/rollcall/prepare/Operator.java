package org.rollcall.prepare;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.job.DecisionBasis;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/**
 * The user who starts a job, or who previewed it.
 *
 * @param isAdministrator whether the user is a User Administrator; only this role may change the
 *     passwords and addresses of administrators
 */
record Operator(User user, boolean isAdministrator) {

  /** The primary ID in the spelling of the user's record. */
  PrimaryId id() {
    return user.primaryId();
  }

  /** The basis of decisions that this operator also answers for. */
  DecisionBasis joining(DecisionBasis basis) {
    return basis.withOperator(id().toString(), isAdministrator);
  }

  /**
   * What shows that another operator is the same person: a record that is the same, or records that
   * have an identifier in common. In Alma, no two people have the same identifier. Empty if nothing
   * shows it.
   */
  Optional<String> sameAs(Operator other) {
    if (id().equals(other.id())) {
      return Optional.of("both are the same record");
    }
    Set<String> identifiers = identifiers().collect(Collectors.toSet());
    return other.identifiers().anyMatch(identifiers::contains)
        ? Optional.of("both records have an identifier in common")
        : Optional.empty();
  }

  /**
   * The values of all identifiers, folded. Inactive ones count: somebody may have inactivated them.
   */
  private Stream<String> identifiers() {
    return Stream.concat(Stream.of(id().toString()), Identifier.allOf(user).map(Identifier::value))
        .map(CaseFolding::fold);
  }
}
