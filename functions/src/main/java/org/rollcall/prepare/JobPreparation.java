package org.rollcall.prepare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ConcurrencyQuota;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Confirmation;
import org.rollcall.job.DecisionBasis;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.StartRecord;
import org.rollcall.job.Undo;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.start.Executions;
import org.rollcall.user.store.UserTable;

/**
 * The first step of a job. It changes no user. Its parts, in order:
 *
 * <ol>
 *   <li>{@link JobInput} reads the input, and {@link StartPolicy} and {@link OperatorCheck} check
 *       who started the job;
 *   <li>{@link SetResolver} resolves the set, and the planner compares it with the limits;
 *   <li>{@link NewJobPlanner} or, for other {@linkplain JobKind kinds} of jobs, {@link
 *       RetryPlanner} or {@link ContinuePlanner} makes the {@link JobPlan};
 *   <li>{@link JobAcceptance} writes the job's folder.
 * </ol>
 */
public final class JobPreparation {

  private final UserTable users;
  private final Bucket bucket;
  private final Mailer mailer;
  private final Supplier<Executions> executions;
  private final Rules rules;

  /**
   * The stack's settings that apply to all jobs.
   *
   * @param defaultSender the sender of letters whose type has no sender
   * @param credentialLifetime how long temporary passwords are valid
   * @param linkHours for how many hours sign-in links are valid
   * @param maxConcurrency the maximum number of chunks that run at the same time
   * @param maxConcurrencyWithoutLetters the same for a job without letters
   * @param previewDays for how many days a preview can be confirmed
   * @param retentionDays for how many days a job can be undone
   */
  public record Rules(
      Optional<String> defaultSender,
      Duration credentialLifetime,
      int linkHours,
      int maxConcurrency,
      int maxConcurrencyWithoutLetters,
      int previewDays,
      int retentionDays,
      StartPolicy startPolicy) {

    /**
     * These rules with the lanes that the account allows. A fifth of its quota is left for delivery
     * events, sign-ins and other functions.
     */
    public Rules within(ConcurrencyQuota quota) {
      OptionalInt executions = quota.executions();
      if (executions.isEmpty()) {
        return this;
      }
      int allowed = Math.max(1, executions.getAsInt() / 5 * 4 + executions.getAsInt() % 5 * 4 / 5);
      return new Rules(
          defaultSender,
          credentialLifetime,
          linkHours,
          Math.min(maxConcurrency, allowed),
          Math.min(maxConcurrencyWithoutLetters, allowed),
          previewDays,
          retentionDays,
          startPolicy);
    }

    /**
     * The execution of a job.
     *
     * @param earlier the job whose request it uses
     */
    JobExecution execution(Request request, Operator operator, Optional<EarlierJob> earlier) {
      JobReference own = request.reference();
      Optional<Confirmation> confirmation =
          earlier.flatMap(used -> used.job().execution().confirmation());
      DecisionBasis basis =
          confirmation.isPresent()
              ? operator.joining(earlier.orElseThrow().job().execution().basis())
              : DecisionBasis.of(own, operator.id().toString(), operator.isAdministrator());
      return execution(
          request,
          operator,
          earlier,
          basis,
          confirmation,
          earlier.flatMap(used -> used.job().execution().undo()));
    }

    /** The execution of a job that undoes an earlier job. */
    JobExecution undoing(Request request, Operator operator, Undo undo) {
      DecisionBasis basis =
          DecisionBasis.of(
              request.reference(), operator.id().toString(), operator.isAdministrator());
      return execution(
          request, operator, Optional.empty(), basis, Optional.empty(), Optional.of(undo));
    }

    /**
     * The execution of a job that confirms a preview. It decides as the preview did.
     *
     * @param basis the basis of the preview's decisions, for both people as they are now
     */
    JobExecution confirming(
        Request request,
        Operator operator,
        DecisionBasis basis,
        Confirmation confirmation,
        Optional<Undo> undo) {
      return execution(request, operator, Optional.empty(), basis, Optional.of(confirmation), undo);
    }

    private JobExecution execution(
        Request request,
        Operator operator,
        Optional<EarlierJob> earlier,
        DecisionBasis basis,
        Optional<Confirmation> confirmation,
        Optional<Undo> undo) {
      JobReference own = request.reference();
      return new JobExecution(
          own.jobId(),
          earlier.flatMap(used -> used.idFor(JobKind.RETRY)),
          earlier.flatMap(used -> used.idFor(JobKind.CONTINUATION)),
          earlier.map(EarlierJob::job).map(Job::root).orElse(own),
          operator.id().toString(),
          request.started(),
          request.started().plus(credentialLifetime),
          previewDays,
          basis,
          confirmation,
          undo);
    }
  }

  /**
   * Creates a preparation.
   *
   * @param executions creates the client of Step Functions, which few jobs need
   */
  public JobPreparation(
      UserTable users, Bucket bucket, Mailer mailer, Supplier<Executions> executions, Rules rules) {
    this.executions = executions;
    this.users = users;
    this.bucket = bucket;
    this.mailer = mailer;
    this.rules = rules;
  }

  /**
   * The function's request.
   *
   * @param jobId the execution's name, which may be an invalid job ID
   * @param started when the execution started
   * @param input the execution's input
   */
  public record Request(String jobId, Instant started, JsonNode input) {

    /** The job's ID; empty if the execution's name is not a valid job ID. */
    Optional<JobId> validJobId() {
      return JobId.parse(jobId);
    }

    /** The job, whose ID must be valid. */
    JobReference reference() {
      return new JobReference(validJobId().orElseThrow(), started);
    }

    /** The day on which the execution started. */
    LocalDate day(ZoneId zone) {
      return LocalDate.ofInstant(started, zone);
    }
  }

  /**
   * The function's response, for the next states.
   *
   * @param bucket the bucket with the chunks
   * @param chunks the key of the chunks
   * @param members the number of members, including those without a chunk
   * @param maxConcurrency the maximum number of chunks that run at the same time
   * @param sendsLetters whether the job sends letters; not part of the response
   */
  public record Prepared(
      JobId jobId,
      String bucket,
      String chunks,
      int members,
      int maxConcurrency,
      @JsonIgnore boolean sendsLetters) {}

  /**
   * Prepares a job. A job that was accepted before is not prepared again, because its members must
   * not change.
   *
   * @throws JobRejectedException with all errors of the input
   */
  public Prepared prepare(Request request) {
    Faults faults = new Faults();
    Optional<Job> accepted = findAccepted(request, faults);
    if (accepted.isPresent()) {
      Instant started = accepted.get().execution().started();
      if (started.equals(request.started())) {
        return prepared(accepted.get());
      }
      LocalDate day = LocalDate.ofInstant(started, accepted.get().request().timeZone());
      faults.add("", JobError.EXECUTION_NAME_USED, day);
    }
    rules.startPolicy().check(request, () -> findStart(request), faults);
    JobAcceptance acceptance = new JobAcceptance(users, bucket, mailer, rules);
    JobKind kind = JobKind.of(request.input());
    if (!kind.hasEarlierJob()) {
      return prepared(
          acceptance.accept(new NewJobPlanner(users, bucket, rules).plan(request, faults)));
    }
    try {
      return prepared(acceptance.accept(planWithEarlierJob(kind, request, faults)));
    } catch (JobFolderException e) {
      faults.add(kind.key(), JobError.JOB_DAMAGED, String.valueOf(e.getMessage()));
      throw new JobRejectedException(faults.found());
    }
  }

  private JobPlan planWithEarlierJob(JobKind kind, Request request, Faults faults) {
    EarlierJob earlier = new EarlierJob.Finder(users, bucket, rules).find(kind, request, faults);
    return switch (kind) {
      case CONFIRM ->
          new ConfirmPlanner(users, bucket, rules, executions).plan(earlier, request, faults);
      case CONTINUATION ->
          new ContinuePlanner(bucket, rules, executions).plan(earlier, request, faults);
      case UNDO -> new UndoPlanner(users, bucket, rules, executions).plan(earlier, request, faults);
      default -> new RetryPlanner(users, bucket, rules, executions).plan(earlier, request);
    };
  }

  /**
   * The job that was accepted under the execution's name. Each name is used for one job; see D-003.
   */
  private Optional<Job> findAccepted(Request request, Faults faults) {
    if (request.validJobId().isEmpty()) {
      faults.add("", JobError.INVALID_EXECUTION_NAME, JobId.MAX_LENGTH);
    }
    return request.validJobId().flatMap(id -> new JobFolder(bucket, id).findJob());
  }

  private Optional<StartRecord> findStart(Request request) {
    return request.validJobId().flatMap(id -> new JobFolder(bucket, id).findStart());
  }

  private Prepared prepared(Job job) {
    return new Prepared(
        job.jobId(),
        bucket.name(),
        new JobFolder(bucket, job.jobId()).chunksKey(),
        job.set().members(),
        job.pacing().lanes(),
        job.request().letter().isPresent() && !job.isPreview());
  }
}
