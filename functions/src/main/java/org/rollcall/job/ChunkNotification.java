package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.job.JobFolder.Page;
import org.rollcall.letter.Addressee;
import org.rollcall.letter.Letter;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.NotificationTypes;
import org.rollcall.user.LetterMark;
import org.rollcall.user.LetterMark.State;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.StoredUser;
import org.rollcall.user.UserChangedMeanwhile;
import org.rollcall.user.UserTable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends the letters of a chunk that are due. Each letter is claimed in the user's item before it is
 * sent and marked after, so that it goes out once, but for a crash between SES's answer and the
 * mark.
 */
public final class ChunkNotification {

  /** How long a sender may be presumed alive: far more than claiming, sending and marking take. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final int TRIES = 10;

  private final Job job;
  private final Letter letter;
  private final UserTable users;
  private final JobFolder folder;
  private final TemporaryPassword passwords;
  private final Dispatch dispatch;
  private final Clock clock;
  private final Work work;

  public ChunkNotification(
      Job job,
      Letter letter,
      UserTable users,
      Bucket bucket,
      TemporaryPassword passwords,
      Mailer mailer,
      Clock clock,
      Work work) {
    this.job = requireNonNull(job, "job is null");
    this.letter = requireNonNull(letter, "letter is null");
    this.users = requireNonNull(users, "users is null");
    this.folder = new JobFolder(bucket, job.jobId());
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.dispatch = new Dispatch(job, letter, mailer, clock);
    this.clock = requireNonNull(clock, "clock is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** What is asked; the letters due are read from the chunk's outcomes. */
  public record Request(String jobId, int chunk, long lettersDue) {
    public Request {
      requireNonNull(jobId, "jobId is null");
    }
  }

  /** How many of the chunk's letters are sent by now. */
  public record Notified(String jobId, int chunk, long lettersSent) {}

  /** Sends the letters and writes what became of them into the job's folder. */
  public Notified notify(Request request) {
    List<Outcome> due =
        folder.readOutcomes(request.chunk()).stream()
            .flatMap(ledger -> ledger.entries().stream())
            .filter(outcome -> outcome.letter().equals(Optional.of(State.DUE)))
            .toList();
    Map<PrimaryId, StoredUser> found =
        users.find(due.stream().map(outcome -> PrimaryId.of(outcome.primaryId())).toList());
    Optional<TestLetter> test = job.test().map(asked -> new TestLetter(job, asked, dispatch));
    FailureLimit failures = FailureLimit.of(job, folder, Page.LETTERS, request.chunk());
    List<LetterOutcome> letters = new ArrayList<>();
    try {
      for (Outcome outcome : due) {
        PrimaryId id = PrimaryId.of(outcome.primaryId());
        Optional<StoredUser> stored = Optional.ofNullable(found.get(id));
        LetterOutcome sent =
            test.isPresent() ? test.get().send(outcome, stored) : send(outcome, id, stored);
        letters.add(sent);
        if (sent.letter() == State.FAILED) {
          failures.failed();
        }
      }
    } finally {
      folder.writeLetters(
          request.chunk(), new Ledger<>(letters, work.tallyWithPuts(1 + failures.puts())));
      failures.tell();
    }
    return new Notified(
        request.jobId(),
        request.chunk(),
        letters.stream().filter(sent -> sent.letter() == State.SENT).count());
  }

  private LetterOutcome send(Outcome outcome, PrimaryId id, Optional<StoredUser> first) {
    Optional<StoredUser> stored = first;
    for (int i = 0; i < TRIES; i++) {
      Optional<LetterOutcome> settled = settled(outcome, stored);
      if (settled.isPresent()) {
        return settled.get();
      }
      StoredUser user = stored.orElseThrow();
      String to = user.user().preferredEmail().orElseThrow();
      LetterMark claim =
          LetterMark.of(job.root(), job.jobId(), letter.pinned().type(), State.DUE)
              .sending(clock.instant().plus(LEASE));
      try {
        return send(users.replace(user, user.with(user.rollcall().withLetter(claim))), to, claim);
      } catch (UserChangedMeanwhile e) {
        stored = users.find(id);
      }
    }
    return LetterOutcome.unsent(
        outcome.primaryId(), State.FAILED, "CONFLICT: the record was being changed all the time");
  }

  /** What is to be said where there is nothing to send, or no longer. */
  private Optional<LetterOutcome> settled(Outcome outcome, Optional<StoredUser> stored) {
    String id = outcome.primaryId();
    if (stored.isEmpty()) {
      return unsent(id, State.FAILED, "NOT_FOUND: the user was deleted meanwhile");
    }
    Optional<LetterMark> mark = stored.get().rollcall().letterOf(job.root());
    if (mark.isPresent() && mark.get().state() == State.SENT) {
      return Optional.of(LetterOutcome.sent(id, mark.get().messageId()));
    }
    if (mark.isPresent() && mark.get().state() == State.FAILED) {
      return unsent(id, State.FAILED, "REFUSED: SES refused it before");
    }
    if (mark.flatMap(LetterMark::lease)
        .filter(until -> clock.instant().isBefore(until))
        .isPresent()) {
      return unsent(id, State.SENDING, "IN_HAND: another invocation is sending it");
    }
    if (outcome.credentials().isPresent()
        && stored.get().rollcall().credentialOf(job.root()).isEmpty()) {
      return unsent(id, State.FAILED, "SUPERSEDED: a later job has replaced the credential");
    }
    Optional<String> to = stored.get().user().preferredEmail();
    if (to.isEmpty()) {
      return unsent(id, State.NO_PREFERRED_EMAIL, "NO_PREFERRED_EMAIL: no one email is preferred");
    }
    if (to.filter(stored.get().rollcall()::isUndeliverable).isPresent()) {
      return unsent(
          id,
          State.ADDRESS_BOUNCED,
          "ADDRESS_BOUNCED: an earlier letter came back from the address");
    }
    return Optional.empty();
  }

  private static Optional<LetterOutcome> unsent(String id, State state, String reason) {
    return Optional.of(LetterOutcome.unsent(id, state, reason));
  }

  private LetterOutcome send(StoredUser claimed, String to, LetterMark claim) {
    Dispatch.Handed handed = dispatch.send(claimed.rollcall().primaryId(), addressee(claimed), to);
    if (handed.isSettled()) {
      try {
        mark(claimed, handed.outcome().messageId().map(claim::sent).orElseGet(claim::failed));
      } catch (SdkException e) {
        // SES has answered: the ledger says so, even where the item cannot.
      }
    }
    return handed.outcome();
  }

  private Addressee addressee(StoredUser stored) {
    Optional<Addressee.Credentials> credentials =
        letter.pinned().type().equals(NotificationTypes.PASSWORD_CHANGE)
            ? stored
                .rollcall()
                .credentialOf(job.root())
                .map(
                    issued ->
                        new Addressee.Credentials(
                            passwords.derive(job.root(), stored.user().primaryId()),
                            issued.expires()))
            : Optional.empty();
    return new Addressee(stored.user(), job.jobName(), job.started(), credentials);
  }

  /** Marks what became of the letter, through whatever else happens to the item meanwhile. */
  private void mark(StoredUser claimed, LetterMark mark) {
    Optional<StoredUser> stored = Optional.of(claimed);
    while (stored.isPresent()) {
      StoredUser user = stored.get();
      if (user.rollcall().letterOf(job.root()).isEmpty()) {
        return;
      }
      try {
        users.replace(user, user.with(user.rollcall().withLetter(mark)));
        return;
      } catch (UserChangedMeanwhile e) {
        stored = users.find(user.user().primaryId());
      }
    }
  }
}
