package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.FailureLimit;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.Mailer;
import org.rollcall.notify.LetterSender.Posted;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.UserTable;

/** Sends the letters of a chunk that are due, at the job's pace. */
public final class ChunkNotification {

  /**
   * How long a chunk goes on with further letters: the function's time of two and a half minutes
   * has to do for the one it is at, and for the ledger. At its pace a chunk of a hundred letters
   * takes a hundred seconds at most.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(115);

  private final Job job;
  private final Letter letter;
  private final UserTable users;
  private final JobLedger ledger;
  private final TemporaryPassword passwords;
  private final Mailer mailer;
  private final Clock clock;
  private final Sleeper pause;
  private final Usage work;

  public ChunkNotification(
      Job job,
      Letter letter,
      UserTable users,
      Bucket bucket,
      TemporaryPassword passwords,
      Mailer mailer,
      Clock clock,
      Sleeper pause,
      Usage work) {
    this.job = requireNonNull(job, "job is null");
    this.letter = requireNonNull(letter, "letter is null");
    this.users = requireNonNull(users, "users is null");
    this.ledger = new JobLedger(new JobFolder(bucket, job.jobId()));
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.pause = requireNonNull(pause, "pause is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * What is asked; the letters due are read from the chunk's outcomes.
   *
   * @param started when the chunk's child execution started
   */
  public record Request(JobId jobId, int chunk, long lettersDue, Instant started) {
    public Request {
      requireNonNull(jobId, "jobId is null");
      requireNonNull(started, "started is null");
    }
  }

  /** How many of the chunk's letters are sent by now. */
  public record Notified(JobId jobId, int chunk, long lettersSent) {}

  /** Sends the letters and writes what became of them into the job's folder. */
  public Notified notify(Request request) {
    Letters letters = new Letters(request);
    FailureLimit failures = new FailureLimit(job, ledger, Page.LETTERS, request.chunk());
    try {
      letters.send();
    } finally {
      letters.outcomes.values().stream()
          .filter(sent -> sent.letter() == State.FAILED)
          .forEach(sent -> failures.addFailure());
      ledger.writeLetters(
          request.chunk(),
          new LedgerPage<>(
              List.copyOf(letters.outcomes.values()), work.totalWithPuts(1 + failures.puts())));
      failures.publish();
    }
    return new Notified(request.jobId(), request.chunk(), letters.sent());
  }

  /** The letters of one chunk, while they are being sent. */
  private final class Letters {

    private final Map<PrimaryId, LetterOutcome> outcomes = new LinkedHashMap<>();
    private final Map<Outcome, Instant> inHand = new LinkedHashMap<>();
    private final List<Outcome> due;
    private final SendRate pace;
    private final LetterSender posting;
    private final Optional<TestLetterSender> test;
    private final Instant end;
    private Optional<StopReason> stopped = Optional.empty();

    Letters(Request request) {
      due =
          ledger.readOutcomes(request.chunk()).stream()
              .flatMap(page -> page.entries().stream())
              .filter(outcome -> outcome.letter().equals(Optional.of(State.DUE)))
              .toList();
      // What an earlier try of this chunk has sent is sent.
      ledger.readLetters(request.chunk()).stream()
          .flatMap(page -> page.entries().stream())
          .filter(entry -> entry.letter() == State.SENT)
          .forEach(entry -> outcomes.put(PrimaryId.of(entry.primaryId()), entry));
      SesSender dispatch = new SesSender(job, letter, mailer, clock);
      pace = new SendRate(job.pacing(), request.chunk(), request.started(), clock, pause);
      posting = new LetterSender(job, letter, users, passwords, dispatch, pace, clock);
      test = job.test().map(asked -> new TestLetterSender(job, asked, users, dispatch, pace));
      end = clock.instant().plus(PATIENCE);
    }

    void send() {
      for (Outcome outcome : due) {
        if (!outcomes.containsKey(PrimaryId.of(outcome.primaryId()))) {
          send(outcome);
        }
      }
      inHand.keySet().stream().toList().forEach(this::sendWhenLetGo);
      if (stopped.isEmpty()) {
        pace.finish();
      }
    }

    /**
     * Another invocation has the letter in hand; if that dies, it is this one's to send, unless a
     * third takes it up.
     */
    private void sendWhenLetGo(Outcome outcome) {
      Optional<Instant> letGo = Optional.ofNullable(inHand.remove(outcome));
      while (stopped.isEmpty() && letGo.filter(end::isAfter).isPresent()) {
        pause.take(Duration.between(clock.instant(), letGo.get()));
        send(outcome);
        letGo = Optional.ofNullable(inHand.remove(outcome));
      }
    }

    private void send(Outcome outcome) {
      Posted posted =
          whyNot()
              .map(reason -> Posted.unsent(outcome.primaryId(), State.FAILED, reason))
              .orElseGet(() -> post(outcome));
      outcomes.put(PrimaryId.of(outcome.primaryId()), posted.outcome());
      posted.inHandUntil().ifPresent(until -> inHand.put(outcome, until));
      posted
          .stop()
          .ifPresent(
              reason -> {
                stopped = Optional.of(reason);
                ledger.stop(reason);
              });
    }

    private Posted post(Outcome outcome) {
      return test.map(letters -> letters.send(outcome)).orElseGet(() -> posting.send(outcome));
    }

    /** Why no further letter is sent, if none is. */
    private Optional<Reason> whyNot() {
      if (stopped.isPresent()) {
        return stopped.map(StopReason::reason);
      }
      return clock.instant().isBefore(end)
          ? Optional.empty()
          : Optional.of(Reason.LETTER_NOT_REACHED);
    }

    long sent() {
      return outcomes.values().stream().filter(one -> one.letter() == State.SENT).count();
    }
  }
}
