package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderError;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;

/**
 * The ledgers of all jobs with the same root. They say what these jobs did to a user whose item has
 * forgotten them. The folder of the first job lists the others. See D-018.
 */
record RootLedgers(JobReference root, Bucket bucket) {

  private static final String OTHER_JOBS = "chain/";

  /** What the jobs with the same root did to a member. */
  enum Work {
    /** One of them changed the user or sent the letter. */
    DONE,
    /** None of them did. */
    NOT_DONE,
    /** A page is missing or damaged. */
    UNKNOWN
  }

  /** Lists a job that will be accepted in the folder of the first job. */
  static void add(JobReference job, JobReference root, Bucket bucket) {
    if (!job.equals(root)) {
      new JobFolder(bucket, root.jobId())
          .write(OTHER_JOBS + job.jobId() + ".json", Json.bytes(job), JobFolder.JSON);
    }
  }

  /**
   * What was done to members.
   *
   * @throws org.rollcall.job.JobFolderException if an object of one of the jobs is missing or
   *     damaged
   */
  Map<PrimaryId, Work> read(Set<PrimaryId> members) {
    if (members.isEmpty()) {
      return Map.of();
    }
    Map<PrimaryId, List<MemberAccount>> accounts = new HashMap<>();
    for (Job job : jobs()) {
      JobFolder folder = new JobFolder(bucket, job.jobId());
      new LedgerSnapshot(job, folder)
          .forEachMember(
              new JobDeliveries(folder).read()::find,
              account -> {
                if (members.contains(account.id())) {
                  accounts.computeIfAbsent(account.id(), id -> new ArrayList<>()).add(account);
                }
              });
    }
    Map<PrimaryId, Work> work = new HashMap<>();
    members.forEach(id -> work.put(id, work(accounts.getOrDefault(id, List.of()))));
    return work;
  }

  private static Work work(List<MemberAccount> accounts) {
    if (accounts.stream().anyMatch(RootLedgers::isDone)) {
      return Work.DONE;
    }
    return accounts.stream().anyMatch(MemberAccount::isUnknown) ? Work.UNKNOWN : Work.NOT_DONE;
  }

  private static boolean isDone(MemberAccount account) {
    return account.outcome().filter(done -> done.result() == Outcome.Result.UPDATED).isPresent()
        || (account.letterState().equals(Optional.of(State.SENT)) && !account.isLetterOwed());
  }

  /**
   * The IDs of all jobs that have this root, or were going to have it and were not accepted.
   */
  List<JobId> ids() {
    JobFolder first = new JobFolder(bucket, root.jobId());
    int start = first.key(OTHER_JOBS).length();
    List<JobId> ids = new ArrayList<>(List.of(root.jobId()));
    first.list(OTHER_JOBS).stream()
        .flatMap(
            key -> JobId.parse(key.substring(start).replaceFirst("[.]json$", "")).stream())
        .forEach(ids::add);
    return ids;
  }

  /** The accepted jobs with this root. */
  List<Job> jobs() {
    return ids().stream().flatMap(id -> find(id).stream()).toList();
  }

  /**
   * The job that all others belong to.
   *
   * @throws JobFolderException if it is missing or damaged
   */
  Job requireFirst() {
    return find(root.jobId())
        .orElseThrow(
            () ->
                new JobFolderException(
                    JobFolderError.JOB_FILE_MISSING,
                    new JobFolder(bucket, root.jobId()).key("job.json")));
  }

  private Optional<Job> find(JobId id) {
    JobFolder folder = new JobFolder(bucket, id);
    Optional<Job> job = folder.findJob();
    if (job.isEmpty()) {
      folder.requireNeverAccepted();
    }
    return job.filter(found -> found.root().equals(root));
  }
}
