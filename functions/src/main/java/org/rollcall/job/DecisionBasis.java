package org.rollcall.job;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * What the decisions of an execution depend on, apart from its request and the users' records. A
 * job that confirms a preview has the values of the preview, so that it decides as the preview did.
 * See D-160.
 *
 * @param origin the job whose values these are: the preview, or the execution itself
 * @param now {@code $now()} in conditions, and the date of added notes and blocks
 * @param signedBy the primary ID that added notes and blocks have as their creator
 * @param operators the primary IDs of the one or two people who started and confirmed the job. It
 *     does not change their own records
 * @param byAdministrator whether each of them is a User Administrator
 */
public record DecisionBasis(
    JobReference origin,
    Instant now,
    String signedBy,
    List<String> operators,
    boolean byAdministrator) {

  public DecisionBasis {
    operators = List.copyOf(operators);
  }

  /**
   * The basis of an execution that one person started.
   *
   * @param execution the execution
   */
  public static DecisionBasis of(
      JobReference execution, String initiatedBy, boolean byAdministrator) {
    return new DecisionBasis(
        execution, execution.started(), initiatedBy, List.of(initiatedBy), byAdministrator);
  }

  /** This basis for a job that another operator confirms, retries or continues. */
  public DecisionBasis withOperator(String id, boolean isAdministrator) {
    List<String> all = Stream.concat(operators.stream(), Stream.of(id)).distinct().toList();
    return new DecisionBasis(origin, now, signedBy, all, byAdministrator && isAdministrator);
  }

  /** Whether a user is one of the operators. */
  public boolean isOperator(PrimaryId id) {
    return operators.stream().map(PrimaryId::of).anyMatch(id::equals);
  }

  /** The creator of added notes and blocks. */
  public PrimaryId signer() {
    return PrimaryId.of(signedBy);
  }
}
