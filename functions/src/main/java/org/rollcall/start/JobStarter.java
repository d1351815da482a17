package org.rollcall.start;

import static java.util.Objects.requireNonNull;

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
import org.rollcall.json.JsonObjectReader;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Starts a job in the name of whoever asks for it, and in no other: the caller is known to AWS, and
 * {@code initiated_by} becomes the user who has the caller's ARN as an identifier. Whether that
 * user may run the job is for {@link org.rollcall.prepare.JobPreparation} to say.
 */
public final class JobStarter {

  private static final String INITIATED_BY = "initiated_by";

  /** Step Functions' bound on an input, in bytes of UTF-8. */
  private static final int LONGEST = 256 * 1024;

  private static final Set<String> BUSY = Set.of("ThrottlingException", "ExecutionLimitExceeded");

  private final CallerLookup callers;
  private final Bucket bucket;
  private final Executions executions;
  private final Clock clock;

  public JobStarter(UserTable users, Bucket bucket, Executions executions, Clock clock) {
    this.callers = new CallerLookup(users);
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.executions = requireNonNull(executions, "executions is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What was started.
   *
   * @param initiatedBy the caller's primary id
   */
  public record Started(JobId jobId, String executionArn, String initiatedBy) {}

  /**
   * Starts a job. Before its execution begins, its folder says who has started it.
   *
   * @param caller the ARN of whoever asks, as AWS has found it out
   * @param body the job's input
   * @throws StartRefusedException if the caller is nobody's, the body is no job's input, or Step
   *     Functions does not start it
   */
  public Started start(Optional<String> caller, byte[] body) throws StartRefusedException {
    if (caller.isEmpty()) {
      throw new StartRefusedException(
          403,
          "",
          "the request says nothing of who you are: the function's URL must have the"
              + " authentication type AWS_IAM");
    }
    Faults faults = new Faults();
    Optional<JsonNode> asked = JsonObjectReader.tree("the job's input", body, faults);
    Optional<PrimaryId> claimed =
        asked
            .flatMap(node -> Fields.of(node, "", faults))
            .flatMap(fields -> fields.line(INITIATED_BY, PrimaryId.MAX_LENGTH))
            .map(PrimaryId::of);
    if (!faults.isEmpty()) {
      throw new StartRefusedException(400, faults.found());
    }
    ObjectNode input = (ObjectNode) asked.orElseThrow();
    checkSize(input);
    PrimaryId user = callers.identify(caller.get(), claimed);
    input.put(INITIATED_BY, user.toString());
    checkSize(input);
    Instant now = clock.instant();
    JobId jobId = JobId.generate(input, now);
    new JobFolder(bucket, jobId)
        .writeStart(new StartRecord(user.toString(), caller.get(), now, InputDigest.of(input)));
    return new Started(jobId, execute(jobId, input), user.toString());
  }

  private static void checkSize(ObjectNode input) throws StartRefusedException {
    if (Json.bytes(input).length > LONGEST) {
      throw new StartRefusedException(
          413,
          "",
          "the job's input is larger than "
              + LONGEST / 1024
              + " KiB, which Step Functions does not take: put the members into a set");
    }
  }

  private String execute(JobId jobId, ObjectNode input) throws StartRefusedException {
    try {
      return executions.start(jobId, Json.text(input));
    } catch (Executions.NotStarted e) {
      throw refused(e.code());
    } catch (Executions.StartUnclear e) {
      throw new StartRefusedException(
          504,
          "",
          "Step Functions did not say whether it has started the job "
              + jobId
              + ": look for it among the executions before you start it again");
    }
  }

  private static StartRefusedException refused(String code) {
    return BUSY.contains(code)
        ? new StartRefusedException(
            503, "", "Step Functions is too busy to start a job: try again in a minute")
        : new StartRefusedException(
            502,
            "",
            "Step Functions refused to start the job ("
                + code
                + "): tell whoever looks after the stack");
  }
}
