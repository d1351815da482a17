package org.rollcall.update;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Reason;
import org.rollcall.id.JobReference;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.Outcome;
import org.rollcall.job.RootJobs;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;

/**
 * The ledgers of the other jobs with the same root. They say what these jobs did to a user whose
 * item has forgotten them. The folder of the first job lists its retries and continuations. See
 * D-018.
 *
 * @param job the job that needs to know; its own ledger is not read
 */
public record RootLedgers(JobReference job, JobReference root, Bucket bucket) {

  /**
   * What the other jobs did to members: the outcome of the job that changed the user or sent the
   * letter. The outcome is {@link Reason#CHANGE_UNKNOWN} if a page is missing or damaged. Members
   * that none of the jobs processed are not in the result.
   *
   * @throws org.rollcall.job.JobFolderException if an object of one of the jobs is missing or
   *     damaged
   */
  public Map<PrimaryId, Outcome> read(Set<PrimaryId> members) {
    if (members.isEmpty()) {
      return Map.of();
    }
    Map<PrimaryId, List<MemberAccount>> accounts = new HashMap<>();
    for (Job other : jobs()) {
      JobFolder folder = new JobFolder(bucket, other.jobId());
      new LedgerSnapshot(other, folder)
          .forEachMember(
              chunk -> hasAny(chunk, members),
              new JobDeliveries(folder).read()::find,
              account -> {
                if (members.contains(account.id())) {
                  accounts.computeIfAbsent(account.id(), id -> new ArrayList<>()).add(account);
                }
              });
    }
    Map<PrimaryId, Outcome> work = new HashMap<>();
    accounts.forEach((id, ofMember) -> work(id, ofMember).ifPresent(done -> work.put(id, done)));
    return work;
  }

  private static boolean hasAny(Chunk chunk, Set<PrimaryId> members) {
    return chunk.members().stream().map(PrimaryId::of).anyMatch(members::contains);
  }

  private static Optional<Outcome> work(PrimaryId id, List<MemberAccount> accounts) {
    return accounts.stream()
        .filter(RootLedgers::isDone)
        .flatMap(account -> account.outcome().stream())
        .map(done -> done.withLetter(Optional.empty()).withRecipient(Optional.empty()))
        .findFirst()
        .or(
            () ->
                accounts.stream()
                    .filter(MemberAccount::isUnknown)
                    .map(account -> Outcome.failed(id.toString(), Reason.CHANGE_UNKNOWN))
                    .findFirst());
  }

  private static boolean isDone(MemberAccount account) {
    return account.outcome().filter(done -> done.result() == Outcome.Result.UPDATED).isPresent()
        || (account.letterState().filter(State::isSentOrPrinted).isPresent()
            && !account.isLetterOwed());
  }

  /** The other accepted jobs with this root. */
  private List<Job> jobs() {
    return new RootJobs(root, bucket)
        .accepted().stream().filter(other -> !other.jobId().equals(job.jobId())).toList();
  }
}
