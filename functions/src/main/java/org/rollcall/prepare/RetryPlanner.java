package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.Outcome;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetSource;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Plans a job that takes up what remained of an earlier one: the members that failed or were not
 * reached, and the letters that were due and not sent, with the same changes and the same letter.
 */
final class RetryPlanner {

  /** The input's key for it. */
  static final String KEY = "retry";

  private final UserTable users;
  private final Bucket bucket;
  private final JobPreparation.Rules rules;

  RetryPlanner(UserTable users, Bucket bucket, JobPreparation.Rules rules) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.rules = requireNonNull(rules, "rules is null");
  }

  /**
   * Plans the job.
   *
   * @param faults what was found before
   * @throws JobRejectedException with every fault
   */
  JobPlan plan(JobPreparation.Request request, Faults faults) {
    Fields input = Fields.of(request.input(), "", faults).orElseThrow();
    Optional<PrimaryId> initiatedBy = JobInput.initiatedBy(input);
    Optional<Job> found = earlier(input);
    for (String key : List.of("job_name", "set", "mode", "changes", "notify", "limits")) {
      if (input.has(key)) {
        input.node(key);
        input.fault(key, "must not stand beside retry, which takes everything from the job named");
      }
    }
    input.rejectUnknownKeys();
    Optional<Operator> operator =
        found.flatMap(
            job ->
                new OperatorCheck(users, job.institution(), request.started())
                    .check(initiatedBy, job.readChanges().roles(), faults));
    JobRejectedException.ifAny(faults);
    Job earlier = found.orElseThrow();
    JobFolder folder = new JobFolder(bucket, earlier.jobId());
    Membership remaining = remaining(earlier, folder, request, operator.orElseThrow().id());
    Optional<LetterSnapshot> letter = earlier.mailing().map(mailing -> folder.readLetter());
    return JobPlan.of(
        job(earlier, remaining, request, operator.orElseThrow()),
        remaining,
        letter,
        Optional.empty());
  }

  private Optional<Job> earlier(Fields input) {
    Optional<String> named =
        input
            .required(KEY, key -> input.line(key, JobFolder.LONGEST_ID))
            .filter(
                id -> {
                  boolean isPossible = JobFolder.JOB_ID.matcher(id).matches();
                  if (!isPossible) {
                    input.fault(KEY, "is no job's id");
                  }
                  return isPossible;
                });
    return named.flatMap(id -> earlier(input, id));
  }

  private Optional<Job> earlier(Fields input, String id) {
    Optional<Job> job = new JobFolder(bucket, id).findJob();
    if (job.isEmpty()) {
      input.fault(
          KEY,
          "names no job that was accepted: one that ended before has changed nobody, and is to be"
              + " started again with its own input");
    } else if (job.get().test().isPresent()) {
      input.fault(KEY, "names a test of letters, which is to be started again with its own input");
      return Optional.empty();
    }
    return job;
  }

  private Membership remaining(
      Job earlier, JobFolder folder, JobPreparation.Request request, PrimaryId operator) {
    JobLedger ledger = new JobLedger(folder);
    Set<PrimaryId> unanswered = new LinkedHashSet<>();
    for (Outcome outcome : ledger.prepared()) {
      if (outcome.result() == Outcome.Result.FAILED) {
        unanswered.add(PrimaryId.of(outcome.primaryId()));
      }
    }
    List<PrimaryId> people = new ArrayList<>();
    if (!unanswered.isEmpty()) {
      Membership now = askAgain(earlier, request, operator);
      people.addAll(unanswered);
      people.retainAll(Set.copyOf(now.primaryIds()));
      unanswered.retainAll(now.uncertain());
    }
    new MemberAccounts(earlier, ledger, users)
        .forEach(
            member -> {
              if (member.remains()) {
                people.add(member.id());
              }
            });
    return new Membership(people, unanswered, List.of(), 0, List.of());
  }

  /** Who is in the set now: asked only where its query could not be answered for some. */
  private Membership askAgain(Job earlier, JobPreparation.Request request, PrimaryId operator) {
    Faults faults = new Faults();
    SetResolver freezing = new SetResolver(users, bucket);
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.set("set", earlier.source());
    Optional<SetDefinition> set =
        Fields.of(input, "", faults)
            .flatMap(SetSource::read)
            .flatMap(source -> freezing.read(source, codes, Optional.of(operator), faults));
    JobRejectedException.ifAny(faults);
    return freezing.freeze(set.orElseThrow(), request.started());
  }

  private Job job(
      Job earlier, Membership remaining, JobPreparation.Request request, Operator operator) {
    return new Job(
        request.jobId(),
        Optional.of(earlier.jobId()),
        earlier.root(),
        earlier.jobName(),
        earlier.mode(),
        operator.id().toString(),
        request.started(),
        Job.FrozenSet.of(earlier.set().name(), remaining),
        earlier.source(),
        earlier.changes(),
        earlier.codes(),
        earlier.mailing(),
        earlier.maxFailures(),
        earlier.includeStaff(),
        operator.isAdministrator(),
        earlier.institution(),
        1,
        request.started().plus(rules.credentialsLast()));
  }
}
