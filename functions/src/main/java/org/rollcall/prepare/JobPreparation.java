package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.error.Faults;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.StartRecord;
import org.rollcall.letter.Mailer;
import org.rollcall.user.store.UserTable;

/**
 * The first step of a job: accepts its input or rejects it with every fault, freezes the
 * membership, pins the letter, and cuts the members into chunks. It changes no user.
 */
public final class JobPreparation {

  private final UserTable users;
  private final Bucket bucket;
  private final Mailer mailer;
  private final Rules rules;
  private final Usage work;

  /**
   * What the stack says of every job.
   *
   * @param sender who letters come from that do not say
   * @param credentialsLast how long a temporary password is good
   * @param maxConcurrency the most chunks that may run at once
   * @param gate how jobs may be started
   */
  public record Rules(
      Optional<String> sender, Duration credentialsLast, int maxConcurrency, StartPolicy gate) {}

  public JobPreparation(UserTable users, Bucket bucket, Mailer mailer, Rules rules, Usage work) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * What is asked.
   *
   * @param jobId the execution's name
   * @param started when the execution started
   * @param input the execution's input
   */
  public record Request(String jobId, Instant started, JsonNode input) {
    public Request {
      requireNonNull(jobId, "jobId is null");
      requireNonNull(started, "started is null");
      requireNonNull(input, "input is null");
    }
  }

  /**
   * What the state machine goes on with.
   *
   * @param bucket where the chunks are
   * @param chunks the key of the chunks
   * @param maxConcurrency how many chunks may run at once
   */
  public record Prepared(
      String jobId, String bucket, String chunks, int members, int maxConcurrency) {}

  /**
   * Prepares a job. One that is accepted already is not prepared again, however late somebody asks:
   * its members are frozen.
   *
   * @throws JobRejectedException with every fault of the input
   */
  public Prepared prepare(Request request) {
    Faults faults = new Faults();
    Optional<Job> earlier = jobOfThisName(request, faults);
    if (earlier.filter(job -> job.started().equals(request.started())).isPresent()) {
      return prepared(earlier.get());
    }
    earlier.ifPresent(
        job ->
            faults.add(
                "",
                "a job of this name was started on "
                    + job.changeContext().today()
                    + ": give the execution another name"));
    rules.gate().check(request, () -> start(request), faults);
    JobPlan plan =
        request.input().has(RetryPlanner.KEY)
            ? new RetryPlanner(users, bucket, rules).plan(request, faults)
            : new NewJobPlanner(users, bucket, rules).plan(request, faults);
    return prepared(
        new JobAcceptance(users, bucket, mailer, rules.maxConcurrency(), work).accept(plan));
  }

  /**
   * Step Functions lets a name be used again after 90 days. A job's name is part of its passwords,
   * and of what each user's item says is done, so here it is used once.
   */
  private Optional<Job> jobOfThisName(Request request, Faults faults) {
    if (!JobFolder.JOB_ID.matcher(request.jobId()).matches()) {
      faults.add("", "the execution's name must be letters, digits, - and _, at most 80 of them");
      return Optional.empty();
    }
    return new JobFolder(bucket, request.jobId()).findJob();
  }

  /** What is known of the job's start; nothing where its name can have no folder. */
  private Optional<StartRecord> start(Request request) {
    return JobFolder.JOB_ID.matcher(request.jobId()).matches()
        ? new JobFolder(bucket, request.jobId()).findStart()
        : Optional.empty();
  }

  private Prepared prepared(Job job) {
    return new Prepared(
        job.jobId(),
        bucket.name(),
        new JobFolder(bucket, job.jobId()).chunksKey(),
        job.set().members(),
        job.lanes());
  }
}
