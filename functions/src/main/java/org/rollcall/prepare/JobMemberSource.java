package org.rollcall.prepare;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.RootJobs;
import org.rollcall.set.JobSet;
import org.rollcall.set.JobSet.Members;
import org.rollcall.set.JobSource;
import org.rollcall.set.SetError;
import org.rollcall.set.UnmatchedIdentifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/**
 * The members of a job, its retries and its continuations, for sets of the type {@code JOB}. What
 * became of a member is read from all their ledgers, and from the users' items. See D-189.
 *
 * @param today the day of the new job
 */
record JobMemberSource(UserTable users, Bucket bucket, LocalDate today) implements JobSource {

  private static final String REPORT = "report.json";

  /**
   * What became of a member.
   *
   * @param result {@code UPDATED} if any job has changed the user, otherwise that of the last one
   * @param letter the letter's state after the last job that knows of it
   */
  private record Member(
      String id, Result result, Optional<State> letter, boolean isOwed, boolean isUndelivered) {

    static Member of(MemberAccount account) {
      return new Member(
          account.member(),
          account.outcome().map(Outcome::result).orElse(Result.NOT_REACHED),
          account.letterState(),
          account.isLetterOwed(),
          account.delivery().filter(Delivery.Kind::isUndelivered).isPresent());
    }

    /** This member after a later job. */
    Member then(Member later) {
      Member ofLetter = later.letter.isPresent() ? later : this;
      return new Member(
          id,
          result == Result.UPDATED ? result : later.result,
          ofLetter.letter,
          ofLetter.isOwed,
          ofLetter.isUndelivered);
    }

    boolean isIn(Members members) {
      return switch (members) {
        case ALL -> true;
        case SENT -> letter.filter(State::isSent).isPresent() && !isUndelivered;
        case PRINTED -> letter.equals(Optional.of(State.PRINTED));
        case OWED -> isOwed;
        case BOUNCED -> letter.filter(State::isSent).isPresent() && isUndelivered;
        case NOT_SIGNED_IN -> result == Result.UPDATED;
        default -> result.name().equals(members.name());
      };
    }
  }

  @Override
  public Optional<Found> find(JobSet set, String path, Faults faults) {
    AcceptedJobs accepted = new AcceptedJobs(bucket, faults);
    try {
      return set.source() instanceof JobSet.OfName name
          ? members(name, set.members(), path, faults)
          : accepted
              .find(
                  set.source().toString(), path, hint -> Fault.of(path, SetError.NO_SUCH_JOB, hint))
              .flatMap(job -> members(job, set.members(), path, faults));
    } catch (JobFolderException e) {
      return accepted.unusable(path, e);
    }
  }

  /** The members of all jobs of a name, each once. */
  private Optional<Found> members(JobSet.OfName name, Members members, String path, Faults faults) {
    LocalDate day = name.day(today);
    List<Job> jobs = new JobsOfDay(bucket).find(name.name(), day);
    List<Found> found =
        jobs.stream().flatMap(job -> members(job, members, path, faults).stream()).toList();
    List<String> owners =
        found.stream().flatMap(one -> one.privateTo().stream()).distinct().toList();
    if (found.size() < jobs.size()) {
      return Optional.empty();
    }
    if (owners.size() > 1) {
      return faults.add(path, SetError.MEMBERS_OF_PRIVATE_JOB);
    }
    Map<PrimaryId, String> ids = new LinkedHashMap<>();
    found.forEach(one -> one.primaryIds().forEach(id -> ids.putIfAbsent(PrimaryId.of(id), id)));
    List<String> ignored =
        jobs.isEmpty()
            ? List.of("no job named \"%s\" started on %s".formatted(name.name(), day))
            : found.stream().flatMap(one -> one.ignored().stream()).distinct().toList();
    return Optional.of(new Found(List.copyOf(ids.values()), ignored, owners.stream().findFirst()));
  }

  private Optional<Found> members(Job job, Members members, String path, Faults faults) {
    Optional<SetError> problem = problem(job, members);
    return problem.isPresent()
        ? faults.add(path, problem.get())
        : membersOfRoot(job, members, path, faults);
  }

  private static Optional<SetError> problem(Job job, Members members) {
    if (job.test().isPresent()) {
      return Optional.of(SetError.MEMBERS_OF_TEST);
    }
    return job.isPreview() && members.needsRun()
        ? Optional.of(SetError.MEMBERS_OF_PREVIEW)
        : Optional.empty();
  }

  private Optional<Found> membersOfRoot(Job job, Members members, String path, Faults faults) {
    List<Job> jobs = new RootJobs(job.root(), bucket).accepted();
    for (Job one : jobs) {
      if (!new JobFolder(bucket, one.jobId()).has(REPORT)) {
        return faults.add(path, SetError.MEMBERS_OF_UNFINISHED_JOB, one.jobId(), one.jobId());
      }
    }
    boolean isUndone = JobClaim.undoOf(job.root(), bucket).isPresent();
    Map<PrimaryId, Member> all = new LinkedHashMap<>();
    int unmatched = 0;
    for (Job one : jobs) {
      unmatched += add(one, isUndone, all);
    }
    List<String> chosen =
        all.values().stream().filter(member -> member.isIn(members)).map(Member::id).toList();
    if (members == Members.NOT_SIGNED_IN) {
      chosen = notSignedIn(job.root(), chosen);
    }
    List<String> ignored =
        unmatched == 0 ? List.of() : List.of(UnmatchedIdentifier.ignored(unmatched));
    return Optional.of(new Found(chosen, ignored, job.request().privateTo()));
  }

  /**
   * Adds the members of one job.
   *
   * @return the number of members that are identifiers without a user
   */
  private int add(Job job, boolean isUndone, Map<PrimaryId, Member> all) {
    JobFolder folder = new JobFolder(bucket, job.jobId());
    LedgerSnapshot ledger = new LedgerSnapshot(job, folder);
    int unmatched = 0;
    for (Outcome outcome : ledger.preparedOutcomes()) {
      if (outcome.result() == Result.NOT_FOUND) {
        unmatched++;
      } else {
        add(Member.of(account(outcome)), all);
      }
    }
    MemberAccounts accounts =
        new MemberAccounts(
            job, ledger, users, Trust.LEDGER, new JobDeliveries(folder).read()::find);
    accounts.forEach(
        account -> add(Member.of(isUndone ? account.withoutOwedLetter() : account), all));
    accounts.requireItems();
    return unmatched;
  }

  private static MemberAccount account(Outcome prepared) {
    return new MemberAccount(
        prepared.primaryId(),
        Optional.of(prepared),
        Optional.empty(),
        Optional.empty(),
        false,
        false);
  }

  private static void add(Member member, Map<PrimaryId, Member> all) {
    all.merge(PrimaryId.of(member.id()), member, Member::then);
  }

  /** Those with a credential of the job that was never accepted. */
  private List<String> notSignedIn(JobReference root, List<String> ids) {
    Map<PrimaryId, StoredUser> found = users.find(ids.stream().map(PrimaryId::of).toList());
    return ids.stream()
        .filter(
            id ->
                Optional.ofNullable(found.get(PrimaryId.of(id)))
                    .filter(user -> isUnused(root, user))
                    .isPresent())
        .toList();
  }

  private static boolean isUnused(JobReference root, StoredUser user) {
    return user.state().credentialOf(root).filter(issued -> issued.used().isEmpty()).isPresent();
  }
}
