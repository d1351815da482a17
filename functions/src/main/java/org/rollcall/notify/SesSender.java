package org.rollcall.notify;

import java.time.Clock;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.StopReason;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.ses.LetterRefusedException;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.letter.ses.MailException;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.letter.ses.SendingStoppedException;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;

/** Renders a letter and sends it through SES. An error of one letter does not affect the others. */
final class SesSender {

  private final Job job;
  private final Letter letter;
  private final Mailer mailer;
  private final Clock clock;

  SesSender(Job job, Letter letter, Mailer mailer, Clock clock) {
    this.job = job;
    this.letter = letter;
    this.mailer = mailer;
    this.clock = clock;
  }

  /**
   * Sends a letter.
   *
   * @param id the primary ID of the letter's user
   * @param to the recipient's address
   */
  SendResult send(String id, LetterContext context, String to) {
    try {
      RenderedLetter rendered = letter.render(context);
      String messageId = mailer.send(rendered, letter.snapshot(), to, tags(id), clock.instant());
      return new SendResult(
          LetterOutcome.sent(id, Optional.of(messageId)), SendStatus.SENT_OR_REJECTED);
    } catch (LetterRefusedException e) {
      return failed(id, SendStatus.SENT_OR_REJECTED, Reason.REFUSED, ": " + e.reason());
    } catch (SendingStoppedException e) {
      return stopped(id, e.isPaused() ? StopReason.SENDING_PAUSED : StopReason.DAILY_QUOTA_SPENT);
    } catch (BrokenRecordException e) {
      return failed(id, SendStatus.NOT_SENT, Reason.BROKEN_RECORD, String.valueOf(e.getMessage()));
    } catch (MailException e) {
      return e.isCertainlyNotSent()
          ? failed(id, SendStatus.NOT_SENT, Reason.SES_FAILED, e.reason())
          : failed(id, SendStatus.UNKNOWN, Reason.SES_UNCLEAR, e.reason());
    } catch (RuntimeException e) {
      return failed(id, SendStatus.NOT_SENT, Reason.INTERNAL_ERROR, e.getClass().getName());
    }
  }

  /**
   * The tags of the letter. Test letters have none: they go to another recipient, so that their
   * events do not concern the members.
   */
  private Optional<LetterTags> tags(String id) {
    return job.test().isPresent()
        ? Optional.empty()
        : Optional.of(new LetterTags(job.jobId(), job.root(), PrimaryId.of(id)));
  }

  private static SendResult failed(String id, SendStatus status, Reason reason, Object... values) {
    return new SendResult(LetterOutcome.unsent(id, State.FAILED, reason, values), status);
  }

  private static SendResult stopped(String id, StopReason stop) {
    return new SendResult(
        LetterOutcome.unsent(id, State.FAILED, stop.reason()),
        SendStatus.NOT_SENT,
        Optional.of(stop));
  }
}
