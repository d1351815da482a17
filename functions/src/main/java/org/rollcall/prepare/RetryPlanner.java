package org.rollcall.prepare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Faults;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.job.Outcome;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetSource;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Plans a retry: a job with the members of an earlier job that failed or were not reached, or who
 * are owed a letter. It has the changes and the letter of the earlier job, from the current sender.
 * See D-014 and D-132.
 */
record RetryPlanner(UserTable users, Bucket bucket, JobPreparation.Rules rules) {

  /** The key of the input that makes a job a retry. */
  static final String KEY = "retry";

  private static final List<String> OTHER_KEYS =
      List.of("job_name", "set", "mode", "changes", "notify", "limits");

  /**
   * Plans the job.
   *
   * @param faults the errors found so far
   * @throws JobRejectedException with all errors
   */
  JobPlan plan(JobPreparation.Request request, Faults faults) {
    Fields input = Fields.of(request.input(), "", faults).orElseThrow();
    Optional<PrimaryId> initiatedBy = JobInput.initiatedBy(input);
    Optional<Job> earlierJob = findEarlierJob(input);
    for (String key : OTHER_KEYS) {
      if (input.has(key)) {
        input.node(key);
        input.fault(key, JobError.NOT_WITH_RETRY);
      }
    }
    input.rejectUnknownKeys();
    Optional<Operator> operator =
        earlierJob.flatMap(
            job ->
                new OperatorCheck(
                        users, job.request().institution(), request.day(job.request().timeZone()))
                    .check(initiatedBy, job.request().readChanges().roles(), faults));
    JobRejectedException.throwIfAny(faults);

    try {
      return plan(earlierJob.orElseThrow(), operator.orElseThrow(), request, faults);
    } catch (JobFolderException e) {
      input.fault(KEY, JobError.JOB_DAMAGED, String.valueOf(e.getMessage()));
      throw new JobRejectedException(faults.found());
    }
  }

  private JobPlan plan(
      Job earlier, Operator operator, JobPreparation.Request request, Faults faults) {
    JobFolder folder = new JobFolder(bucket, earlier.jobId());
    Optional<LetterSnapshot> letter =
        earlier.request().letter().flatMap(jobLetter -> letter(folder.readLetter(), faults));
    JobRejectedException.throwIfAny(faults);
    return new JobPlan(
        rules.execution(request, operator, Optional.of(earlier)),
        earlier.request(),
        earlier.set().name(),
        remaining(earlier, folder, request, operator.id()),
        letter,
        Optional.empty(),
        List.of());
  }

  private Optional<LetterSnapshot> letter(LetterSnapshot pinned, Faults faults) {
    return new LetterRepository(bucket, pinned.institution(), rules.defaultSender(), faults)
        .withCurrentSender(pinned);
  }

  private Optional<Job> findEarlierJob(Fields input) {
    Optional<String> text = input.required(KEY, key -> input.line(key, JobId.MAX_LENGTH));
    Optional<JobId> jobId = text.flatMap(JobId::parse);
    if (text.isPresent() && jobId.isEmpty()) {
      input.fault(KEY, JobError.INVALID_JOB_ID, nearestJob(text.get()));
    }
    return jobId.flatMap(id -> findEarlierJob(input, id));
  }

  private String nearestJob(String id) {
    return SimilarNames.hint(id, bucket.folders("jobs/"));
  }

  private Optional<Job> findEarlierJob(Fields input, JobId id) {
    JobFolder folder = new JobFolder(bucket, id);
    Optional<Job> job;
    try {
      job = folder.findJob();
      if (job.isEmpty()) {
        folder.requireNeverAccepted();
      }
    } catch (JobFolderException e) {
      return e.code() == JobFolderError.JOB_FILE_OF_OTHER_VERSION
          ? input.fault(KEY, JobError.JOB_OF_OTHER_VERSION)
          : input.fault(KEY, JobError.JOB_DAMAGED, String.valueOf(e.getMessage()));
    }
    if (job.isEmpty()) {
      input.fault(KEY, JobError.JOB_NOT_ACCEPTED, nearestJob(id.value()));
    } else if (job.get().test().isPresent()) {
      return input.fault(KEY, JobError.RETRY_OF_TEST);
    }
    return job;
  }

  private Membership remaining(
      Job earlier, JobFolder folder, JobPreparation.Request request, PrimaryId operator) {
    LedgerSnapshot ledger = new LedgerSnapshot(folder);
    Map<PrimaryId, ReasonText> uncertain = new LinkedHashMap<>();
    for (Outcome outcome : ledger.preparedOutcomes()) {
      if (outcome.result() == Outcome.Result.FAILED) {
        uncertain.put(PrimaryId.of(outcome.primaryId()), ReasonText.of(Reason.SET_QUERY_FAILED));
      }
    }
    List<PrimaryId> remaining = new ArrayList<>();
    if (!uncertain.isEmpty()) {
      Membership current = resolveAgain(earlier, request, operator);
      remaining.addAll(uncertain.keySet());
      remaining.retainAll(Set.copyOf(current.primaryIds()));
      uncertain.keySet().retainAll(current.uncertain().keySet());
      uncertain.replaceAll((id, earlierReason) -> current.uncertain().get(id));
    }
    new MemberAccounts(
            earlier, ledger, users, Trust.RECORDS, new JobDeliveries(folder).read()::find)
        .forEach(
            member -> {
              if (member.remains()) {
                remaining.add(member.id());
              }
            });
    return new Membership(remaining, uncertain, List.of(), 0, List.of());
  }

  /** Determines the set's current members. Only needed if the set's query failed for some users. */
  private Membership resolveAgain(Job earlier, JobPreparation.Request request, PrimaryId operator) {
    Faults faults = new Faults();
    SetResolver resolver = new SetResolver(users, bucket);
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.set("set", earlier.request().source());
    Optional<SetDefinition> set =
        Fields.of(input, "", faults)
            .flatMap(SetSource::read)
            .flatMap(source -> resolver.read(source, codes, Optional.of(operator), faults));
    JobRejectedException.throwIfAny(faults);
    return resolver.resolve(
        set.orElseThrow(), new QueryTime(request.started(), earlier.request().day()));
  }
}
