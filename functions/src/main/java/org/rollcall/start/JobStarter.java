package org.rollcall.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.InputDigest;
import org.rollcall.job.JobFolder;
import org.rollcall.job.StartRecord;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Starts a job for the person who calls it. AWS knows the caller, and {@code initiated_by} is set
 * to the user with the caller's ARN. {@link org.rollcall.prepare.JobPreparation} checks whether
 * that user may run the job. See D-069.
 */
public final class JobStarter {

  static final String INITIATED_BY = "initiated_by";

  /** The maximum size of an execution's input, in bytes of UTF-8. */
  private static final int MAX_INPUT_BYTES = 256 * 1024;

  /** The error codes of Step Functions after which a start can be repeated. */
  private static final Set<String> BUSY = Set.of("ThrottlingException", "ExecutionLimitExceeded");

  private final UserTable users;
  private final Bucket bucket;
  private final Executions executions;
  private final Clock clock;

  public JobStarter(UserTable users, Bucket bucket, Executions executions, Clock clock) {
    this.users = users;
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
  }

  /**
   * A started job.
   *
   * @param initiatedBy the caller's primary ID
   */
  public record Started(JobId jobId, String executionArn, String initiatedBy) {}

  /**
   * Starts a job. The start is recorded in the job's folder before the execution begins. See D-070.
   *
   * @param caller the caller's ARN, as determined by AWS
   * @param body the job's input
   * @throws StartRefusedException if no user belongs to the caller, the body is not a job's input,
   *     or Step Functions does not start the execution
   */
  public Started start(Optional<String> caller, byte[] body) throws StartRefusedException {
    if (caller.isEmpty()) {
      throw StartRefusedException.of("", StartError.CALLER_UNKNOWN);
    }
    Faults faults = new Faults();
    Optional<JsonNode> parsed = Json.read("the job's input", body, faults);
    Optional<PrimaryId> claimed =
        parsed
            .flatMap(node -> Fields.of(node, "", faults))
            .flatMap(fields -> fields.line(INITIATED_BY, PrimaryId.MAX_LENGTH))
            .map(PrimaryId::of);
    if (!faults.isEmpty()) {
      throw StartRefusedException.invalidInput(faults.found());
    }
    ObjectNode input = (ObjectNode) parsed.orElseThrow();
    checkSize(input);
    PrimaryId user = new CallerUser(users).identify(caller.get(), claimed);
    input.put(INITIATED_BY, user.toString());
    checkSize(input);
    Instant now = clock.instant();
    JobId jobId = JobId.generate(input, now);
    new JobFolder(bucket, jobId)
        .writeStart(new StartRecord(user.toString(), caller.get(), now, InputDigest.of(input)));
    return new Started(jobId, execute(jobId, input), user.toString());
  }

  private static void checkSize(ObjectNode input) throws StartRefusedException {
    if (Json.bytes(input).length > MAX_INPUT_BYTES) {
      throw StartRefusedException.of("", StartError.INPUT_TOO_LARGE, MAX_INPUT_BYTES / 1024);
    }
  }

  private String execute(JobId jobId, ObjectNode input) throws StartRefusedException {
    try {
      return executions.start(jobId, Json.text(input));
    } catch (Executions.ExecutionNotStartedException e) {
      throw BUSY.contains(e.code())
          ? StartRefusedException.of("", StartError.STEP_FUNCTIONS_BUSY)
          : StartRefusedException.of("", StartError.EXECUTION_NOT_STARTED, e.code());
    } catch (Executions.ExecutionStartUnknownException e) {
      throw StartRefusedException.of("", StartError.EXECUTION_START_UNKNOWN, jobId);
    }
  }
}
