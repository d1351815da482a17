package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterTags;
import org.rollcall.letter.Mailer;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import software.amazon.awssdk.core.exception.SdkException;

/** Writes a letter and hands it to SES. What is wrong with one letter never stops the others. */
final class SesSender {

  private final Job job;
  private final Letter letter;
  private final Mailer mailer;
  private final Clock clock;

  SesSender(Job job, Letter letter, Mailer mailer, Clock clock) {
    this.job = requireNonNull(job, "job is null");
    this.letter = requireNonNull(letter, "letter is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Where a letter is after it was handed to SES. */
  enum Fate {
    /** SES has it, or will never take it. */
    SETTLED,
    /** It was surely not sent, and may be tried again. */
    UNSENT,
    /** SES's answer was lost: it may have been sent. */
    UNCLEAR
  }

  /**
   * What came of it.
   *
   * @param stop why SES takes no letter from this account any more, if it does not
   */
  record Handed(LetterOutcome outcome, Fate fate, Optional<StopReason> stop) {
    static Handed of(LetterOutcome outcome, Fate fate) {
      return new Handed(outcome, fate, Optional.empty());
    }
  }

  /**
   * Sends a letter.
   *
   * @param id the primary id of the user whose letter it is
   * @param to the address that it goes to
   */
  Handed send(String id, LetterContext addressee, String to) {
    try {
      Letter.Written written = letter.write(addressee);
      String messageId = mailer.send(written, letter.pinned(), to, tags(id), clock.instant());
      return Handed.of(LetterOutcome.sent(id, Optional.of(messageId)), Fate.SETTLED);
    } catch (Mailer.Refused e) {
      return failed(id, "REFUSED: SES refused it: " + e.reason(), Fate.SETTLED);
    } catch (Mailer.Stopped e) {
      StopReason stop = e.isPaused() ? StopReason.SENDING_PAUSED : StopReason.DAILY_QUOTA_SPENT;
      return new Handed(
          LetterOutcome.unsent(id, State.FAILED, stop.sentence()), Fate.UNSENT, Optional.of(stop));
    } catch (BrokenRecordException e) {
      return failed(id, "BROKEN_RECORD: " + e.getMessage(), Fate.UNSENT);
    } catch (SdkException e) {
      return Mailer.isSurelyUnsent(e)
          ? failed(
              id,
              "SES_FAILED: the letter could not be handed to SES: " + e.getClass().getSimpleName(),
              Fate.UNSENT)
          : failed(
              id,
              "SES_UNCLEAR: the letter may have been sent, since SES's answer was lost: "
                  + e.getClass().getSimpleName(),
              Fate.UNCLEAR);
    } catch (RuntimeException e) {
      return failed(
          id,
          "INTERNAL_ERROR: Rollcall failed on this letter: " + e.getClass().getName(),
          Fate.UNSENT);
    }
  }

  /** A test's letters go to somebody else: what becomes of them says nothing of the members. */
  private Optional<LetterTags> tags(String id) {
    return job.test().isPresent()
        ? Optional.empty()
        : Optional.of(new LetterTags(job.jobId(), job.root(), PrimaryId.of(id)));
  }

  private static Handed failed(String id, String reason, Fate fate) {
    return Handed.of(LetterOutcome.unsent(id, State.FAILED, reason), fate);
  }
}
