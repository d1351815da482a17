package org.rollcall.cli.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.report.Status;

/**
 * A job in a list of jobs. The components are the JSON keys.
 *
 * @param jobId the execution's name. That of a rejected job may be an invalid job ID
 * @param kind see {@link KindWord}
 * @param operators the primary IDs of who previewed, confirmed and started the job; each once
 * @param status the status in the report, or {@code RUNNING}, {@code NO_REPORT} for an accepted job
 *     that ended without a report, {@code REJECTED}, {@code NOT_ACCEPTED} for a job that ended
 *     before it was accepted, or {@code UNREADABLE} if an object of its folder is damaged
 * @param members the number of members; empty if the job was not accepted
 * @param changed the number of members that were changed, or would be; empty without a report
 * @param lettersOwed the number of letters that are still to be sent; empty without a report
 * @param undoOf the first of the jobs that the job undoes; empty if it is no undo
 * @param undoneBy the job that has undone this one; empty if it was not, or is done again
 * @param isStopped whether the execution was stopped; unknown executions were not. Not in JSON
 * @param next what can be done next
 */
public record JobSummary(
    String jobId,
    Instant started,
    Optional<String> jobName,
    Optional<String> kind,
    List<String> operators,
    String status,
    Optional<Integer> members,
    Optional<Integer> changed,
    Optional<Integer> lettersOwed,
    Optional<String> undoOf,
    Optional<String> undoneBy,
    @JsonIgnore boolean isStopped,
    List<NextCommand> next) {

  public static final String RUNNING = "RUNNING";
  public static final String NO_REPORT = "NO_REPORT";
  public static final String REJECTED = "REJECTED";
  public static final String NOT_ACCEPTED = "NOT_ACCEPTED";
  public static final String UNREADABLE = "UNREADABLE";

  /** The actions of commands that complete a job. */
  private static final Set<String> COMPLETING =
      Set.of("continue", "retry", "stop", "report --rebuild");

  public JobSummary {
    operators = List.copyOf(operators);
    next = List.copyOf(next);
  }

  /**
   * Whether members are still to be processed: the job is running, holds members back, or some have
   * failed. An owed letter is no such member.
   */
  @JsonIgnore
  boolean isIncomplete() {
    return !status.equals(Status.COMPLETED_WARNING.name())
        && next.stream().map(NextCommand::action).anyMatch(COMPLETING::contains);
  }
}
