package org.rollcall.prepare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.JsonBuffer;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.UserTable;

/**
 * What a job, its retries and its continuations did to their members, from their ledgers and the
 * users' items. The ledgers are read page by page. What large jobs did is read a second time.
 */
final class UndoneJobs implements ImageSource {

  private final List<Job> jobs;
  private final UserTable users;
  private final Bucket bucket;

  /**
   * The members in their order, each with the index of the last job that has changed it. A retry
   * repeats the changes of an earlier job, unless the user was deleted and loaded again since.
   */
  private final Map<PrimaryId, Source> sources = new LinkedHashMap<>();

  private final Set<PrimaryId> withLetter = new HashSet<>();
  private final Set<PrimaryId> perhapsWithLetter = new HashSet<>();

  /**
   * Where the ledgers say what was done to a member.
   *
   * @param hasChanges whether it says what was changed
   */
  private record Source(int job, boolean hasChanges) {}

  private final JsonBuffer<Kept> kept = new JsonBuffer<>(Kept.class);

  private record Kept(int job, BeforeImage image) {}

  private UndoneJobs(List<Job> jobs, UserTable users, Bucket bucket) {
    this.jobs = jobs;
    this.users = users;
    this.bucket = bucket;
  }

  /**
   * Finds the members.
   *
   * @param jobs all jobs with the same root
   * @throws org.rollcall.job.JobFolderException if an object of one of them is missing or damaged
   * @throws org.rollcall.user.store.UserStoreException if DynamoDB fails
   */
  static UndoneJobs read(List<Job> jobs, UserTable users, Bucket bucket) {
    UndoneJobs undone = new UndoneJobs(jobs, users, bucket);
    undone.readLedgers(
        (job, image) -> {
          undone.add(job, image);
          undone.kept.add(new Kept(job, image));
        });
    return undone;
  }

  private void add(int job, BeforeImage image) {
    PrimaryId id = PrimaryId.of(image.primaryId());
    if (image.hasLetter()) {
      withLetter.add(id);
    }
    if (image.hasLetter() || image.letter().filter(State::isUnclear).isPresent()) {
      perhapsWithLetter.add(id);
    }
    Source source = new Source(job, !image.changes().isEmpty());
    sources.merge(
        id, source, (one, other) -> one.hasChanges() && !other.hasChanges() ? one : other);
  }

  /**
   * The members that the jobs have changed, or had a letter to. A redo of an undo sends the letters
   * of the job that was undone, so those count as well.
   */
  List<PrimaryId> members() {
    List<PrimaryId> members = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      for (Map.Entry<PrimaryId, Source> source : sources.entrySet()) {
        if (source.getValue().job() == i) {
          members.add(source.getKey());
        }
      }
    }
    return members;
  }

  /** The maximum number of members who have got the letter. */
  int letters() {
    return perhapsWithLetter.size();
  }

  @Override
  public void forEach(Consumer<BeforeImage> consumer) {
    Set<PrimaryId> passed = new HashSet<>();
    BiConsumer<Integer, BeforeImage> pass =
        (job, image) -> {
          PrimaryId id = PrimaryId.of(image.primaryId());
          if (isSource(id, job) && passed.add(id)) {
            consumer.accept(withLetter(id, image));
          }
        };
    kept.values()
        .ifPresentOrElse(
            images -> images.forEach(entry -> pass.accept(entry.job(), entry.image())),
            () -> readLedgers(pass));
  }

  private boolean isSource(PrimaryId id, int job) {
    return Optional.ofNullable(sources.get(id)).filter(source -> source.job() == job).isPresent();
  }

  private BeforeImage withLetter(PrimaryId id, BeforeImage image) {
    return withLetter.contains(id)
        ? new BeforeImage(
            image.primaryId(),
            image.isChanged(),
            image.changes(),
            image.isRecorded(),
            Optional.of(State.SENT),
            Optional.empty())
        : image;
  }

  /** Passes the images of the jobs, with the indexes of the jobs. */
  private void readLedgers(BiConsumer<Integer, BeforeImage> consumer) {
    for (int i = 0; i < jobs.size(); i++) {
      int job = i;
      Job undone = jobs.get(job);
      JobFolder folder = new JobFolder(bucket, undone.jobId());
      MemberAccounts accounts =
          new MemberAccounts(
              undone,
              new LedgerSnapshot(undone, folder),
              users,
              Trust.LEDGER,
              new JobDeliveries(folder).read()::find);
      accounts.forEach(account -> image(account).ifPresent(image -> consumer.accept(job, image)));
      accounts.requireItems();
    }
  }

  private static Optional<BeforeImage> image(MemberAccount account) {
    Optional<Outcome> outcome = account.outcome();
    boolean isChanged = outcome.filter(done -> done.result() == Result.UPDATED).isPresent();
    Map<String, FieldChange> changes = isChanged ? outcome.orElseThrow().changes() : Map.of();
    Optional<State> letter =
        account
            .letterState()
            .map(
                state ->
                    !state.isSentOrPrinted() && account.isLetterUnclear() ? State.SENDING : state);
    boolean hasUndoneLetter = outcome.flatMap(Outcome::undoneLetter).isPresent();
    return isChanged || letter.isPresent() || hasUndoneLetter
        ? Optional.of(
            new BeforeImage(
                account.member(),
                isChanged,
                changes,
                !changes.isEmpty() && !account.isFromItem(),
                letter,
                account.delivery()))
        : Optional.empty();
  }
}
