package org.rollcall.notify;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterRefusedException;
import org.rollcall.letter.LetterTags;
import org.rollcall.letter.MailException;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.SendingStoppedException;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;

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
      RenderedLetter written = letter.render(addressee);
      String messageId = mailer.send(written, letter.snapshot(), to, tags(id), clock.instant());
      return Handed.of(LetterOutcome.sent(id, Optional.of(messageId)), Fate.SETTLED);
    } catch (LetterRefusedException e) {
      return failed(id, Fate.SETTLED, Reason.REFUSED, ": " + e.reason());
    } catch (SendingStoppedException e) {
      StopReason stop = e.isPaused() ? StopReason.SENDING_PAUSED : StopReason.DAILY_QUOTA_SPENT;
      return new Handed(
          LetterOutcome.unsent(id, State.FAILED, stop.reason()), Fate.UNSENT, Optional.of(stop));
    } catch (BrokenRecordException e) {
      return failed(id, Fate.UNSENT, Reason.BROKEN_RECORD, String.valueOf(e.getMessage()));
    } catch (MailException e) {
      return e.isCertainlyNotSent()
          ? failed(id, Fate.UNSENT, Reason.SES_FAILED, e.reason())
          : failed(id, Fate.UNCLEAR, Reason.SES_UNCLEAR, e.reason());
    } catch (RuntimeException e) {
      return failed(id, Fate.UNSENT, Reason.INTERNAL_ERROR, e.getClass().getName());
    }
  }

  /** A test's letters go to somebody else: what becomes of them says nothing of the members. */
  private Optional<LetterTags> tags(String id) {
    return job.test().isPresent()
        ? Optional.empty()
        : Optional.of(new LetterTags(job.jobId(), job.root(), PrimaryId.of(id)));
  }

  private static Handed failed(String id, Fate fate, Reason code, Object... values) {
    return Handed.of(LetterOutcome.unsent(id, State.FAILED, code, values), fate);
  }
}
