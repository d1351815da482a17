package org.rollcall.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.FailureLimit;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.LedgerPage;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.MailAddress;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.update.BeforeImages;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;

/** Sends the due letters of a chunk, at the job's rate. */
public final class ChunkNotification {

  /**
   * How long a chunk starts to send further letters. The function's timeout of 105 seconds must
   * also suffice for the last letter and the ledger. At the job's rate, a chunk of 50 letters takes
   * at most 50 seconds. See D-156.
   */
  public static final Duration TIME_BUDGET = Duration.ofSeconds(70);

  private final Job job;
  private final Letter letter;
  private final UserTable users;
  private final JobLedger ledger;
  private final LetterCredentials credentials;
  private final Mailer mailer;
  private final Clock clock;
  private final Sleeper sleeper;

  public ChunkNotification(
      Job job,
      Letter letter,
      UserTable users,
      Bucket bucket,
      LetterCredentials credentials,
      Mailer mailer,
      Clock clock,
      Sleeper sleeper) {
    this.job = job;
    this.letter = letter;
    this.users = users;
    this.ledger = new JobLedger(new JobFolder(bucket, job.jobId()));
    this.credentials = credentials;
    this.mailer = mailer;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * The function's input. The due letters are read from the chunk's outcomes.
   *
   * @param started when the chunk's child execution started
   */
  public record Request(JobId jobId, int chunk, long lettersDue, Instant started) {}

  /**
   * The function's result.
   *
   * @param lettersSent the chunk's letters that were sent so far, also by earlier attempts
   */
  public record Notified(JobId jobId, int chunk, long lettersSent) {}

  /** Sends the letters, and writes their outcomes into the job's folder, even if AWS fails. */
  public Notified notify(Request request) {
    Letters letters = new Letters(request);
    FailureLimit failures = new FailureLimit(job, ledger, Page.LETTERS, request.chunk());
    try {
      letters.send();
    } finally {
      letters.outcomes.values().stream()
          .filter(outcome -> outcome.letter() == State.FAILED)
          .forEach(outcome -> failures.addFailure());
      ledger.update(
          Page.LETTERS,
          request.chunk(),
          letters.earlier,
          letters::merge,
          failures.puts(),
          Optional.empty());
      failures.publish();
    }
    return new Notified(request.jobId(), request.chunk(), letters.sentCount());
  }

  /** The letters of one chunk, and their outcomes so far. */
  private final class Letters {

    private final Map<PrimaryId, LetterOutcome> outcomes = new LinkedHashMap<>();
    private final Map<Outcome, Instant> claimedByOthers = new LinkedHashMap<>();
    private final LedgerPage<LetterOutcome> earlier;
    private final List<Outcome> due;
    private final SendRate rate;
    private final QuotaShare quota;
    private final Function<Outcome, LetterResult> sender;
    private final Instant end;
    private Optional<StopReason> stopped = Optional.empty();

    Letters(Request request) {
      due =
          ledger.read(Page.OUTCOMES, request.chunk()).entries().stream()
              .filter(outcome -> outcome.letter().equals(Optional.of(State.DUE)))
              .toList();
      earlier = ledger.read(Page.LETTERS, request.chunk());
      // Letters that an earlier attempt of this chunk has sent stay sent.
      earlier.entries().stream()
          .filter(outcome -> outcome.letter().isSent())
          .forEach(outcome -> outcomes.put(PrimaryId.of(outcome.primaryId()), outcome));
      SesSender sesSender = new SesSender(job, letter, mailer, clock);
      rate = new SendRate(job.pacing(), request.chunk(), request.started(), clock, sleeper);
      quota = new QuotaShare(mailer, letter.snapshot().priority(), job.pacing());
      LetterDraft draft = new LetterDraft(job, letter, BeforeImages.NONE);
      LetterSender memberSender =
          new LetterSender(job, letter, users, credentials, sesSender, rate, clock);
      sender =
          job.test()
              .<Function<Outcome, LetterResult>>map(
                  test -> outcome -> sendTest(outcome, test, sesSender, draft))
              .orElse(memberSender::send);
      end = clock.instant().plus(TIME_BUDGET);
    }

    void send() {
      for (Outcome outcome : due) {
        if (!outcomes.containsKey(PrimaryId.of(outcome.primaryId()))) {
          send(outcome);
        }
      }
      List.copyOf(claimedByOthers.keySet()).forEach(this::sendAfterClaim);
      if (stopped.isEmpty()) {
        rate.finish();
      }
    }

    /**
     * Waits until the claim of another invocation ends, and sends the letter if that invocation has
     * not sent it. Meanwhile a third invocation may have claimed the letter.
     */
    private void sendAfterClaim(Outcome outcome) {
      Optional<Instant> claimEnd = Optional.ofNullable(claimedByOthers.remove(outcome));
      while (stopped.isEmpty() && claimEnd.filter(end::isAfter).isPresent()) {
        sleeper.pause(Duration.between(clock.instant(), claimEnd.get()));
        send(outcome);
        claimEnd = Optional.ofNullable(claimedByOthers.remove(outcome));
      }
    }

    private void send(Outcome outcome) {
      if (stopped.isEmpty() && quota.isSpent()) {
        stop(StopReason.PRIORITY_QUOTA_SPENT);
      }
      LetterResult result =
          reasonNotToSend()
              .map(reason -> LetterResult.unsent(outcome.primaryId(), State.FAILED, reason))
              .orElseGet(() -> sender.apply(outcome));
      outcomes.put(PrimaryId.of(outcome.primaryId()), result.outcome());
      result.claimedUntil().ifPresent(until -> claimedByOthers.put(outcome, until));
      result.stop().ifPresent(this::stop);
    }

    private void stop(StopReason reason) {
      stopped = Optional.of(reason);
      ledger.stop(reason);
    }

    /**
     * Sends a letter of a test to the address in {@code test_to}. It is the letter that the member
     * would get from the job, with bullets instead of the password. No user's item is written. See
     * D-011.
     */
    private LetterResult sendTest(
        Outcome outcome, LetterTrial test, SesSender sesSender, LetterDraft draft) {
      String id = outcome.primaryId();
      Optional<StoredUser> stored = users.find(PrimaryId.of(id));
      if (stored.isEmpty()) {
        return LetterResult.unsent(id, State.FAILED, Reason.NOT_FOUND, "primary ID");
      }
      rate.awaitTurn();
      rate.recordSend();
      EmailAddress to = MailAddress.parse(test.to()).address();
      return LetterResult.of(
          sesSender.send(id, draft.userAfterJob(stored.get()), draft.credentials(), to));
    }

    /** Why no further letter is sent; empty if letters are still sent. */
    private Optional<Reason> reasonNotToSend() {
      if (stopped.isPresent()) {
        return stopped.map(StopReason::reason);
      }
      return clock.instant().isBefore(end)
          ? Optional.empty()
          : Optional.of(Reason.LETTER_NOT_REACHED);
    }

    /**
     * Adds what earlier or parallel invocations have recorded. A letter that was sent stays sent.
     */
    Collection<LetterOutcome> merge(LedgerPage<LetterOutcome> recorded) {
      recorded
          .entries()
          .forEach(
              other ->
                  outcomes.merge(
                      PrimaryId.of(other.primaryId()),
                      other,
                      (ours, theirs) -> theirs.letter().isSentOrPrinted() ? theirs : ours));
      return outcomes.values();
    }

    long sentCount() {
      return outcomes.values().stream().filter(outcome -> outcome.letter().isSent()).count();
    }
  }
}
