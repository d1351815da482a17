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
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress.State;

/** Renders a letter and sends it through SES. An error of one letter does not affect the others. */
record SesSender(Job job, Letter letter, Mailer mailer, Clock clock) {

  /** Whether SES has accepted a letter. */
  enum Status {
    /** SES accepted the letter, or rejected it permanently. */
    SENT_OR_REJECTED,
    /** The letter was certainly not sent, and can be sent again. */
    NOT_SENT,
    /** SES's answer was lost. The letter may have been sent. See D-060. */
    UNKNOWN
  }

  /**
   * The result of a call of SES.
   *
   * @param stop why the job stops, if SES accepts no more letters from this account
   */
  record Result(LetterOutcome outcome, Status status, Optional<StopReason> stop) {}

  /**
   * Sends a letter.
   *
   * @param id the primary ID of the letter's user
   * @param credentials the temporary password, if the letter contains one
   * @param to the recipient's address
   */
  Result send(
      String id, User user, Optional<LetterContext.Credentials> credentials, EmailAddress to) {
    try {
      LetterContext context =
          new LetterContext(user, job.request().jobName(), job.request().day(), credentials);
      RenderedLetter rendered =
          job.test().isPresent() ? letter.renderTest(context) : letter.render(context);
      String messageId = mailer.send(rendered, letter.snapshot(), to, tags(id), clock.instant());
      LetterOutcome sent =
          job.test().isPresent()
              ? LetterOutcome.sentToTester(id, messageId)
              : LetterOutcome.sent(id, Optional.of(messageId));
      return new Result(
          sent.withLanguage(letter.languages().of(user)),
          Status.SENT_OR_REJECTED,
          Optional.empty());
    } catch (LetterRefusedException e) {
      return e.isRecipientUnverified()
          ? failed(id, Status.SENT_OR_REJECTED, Reason.RECIPIENT_NOT_VERIFIED)
          : failed(id, Status.SENT_OR_REJECTED, Reason.REFUSED, ": " + e.reason());
    } catch (SendingStoppedException e) {
      return stopped(id, stopReason(e.kind()));
    } catch (BrokenRecordException e) {
      return failed(id, Status.NOT_SENT, Reason.BROKEN_RECORD, String.valueOf(e.getMessage()));
    } catch (MailException e) {
      return e.isCertainlyNotSent()
          ? failed(id, Status.NOT_SENT, Reason.SES_FAILED, e.reason())
          : failed(id, Status.UNKNOWN, Reason.SES_UNCLEAR, e.reason());
    } catch (RuntimeException e) {
      return failed(id, Status.NOT_SENT, Reason.INTERNAL_ERROR, e.getClass().getName());
    }
  }

  /**
   * The tags of the letter. Test letters have none: they go to another recipient, so that their
   * events do not concern the members.
   */
  private Optional<LetterTags> tags(String id) {
    return job.test().isPresent()
        ? Optional.empty()
        : Optional.of(LetterTags.ofJob(job.reference(), PrimaryId.of(id)));
  }

  private static StopReason stopReason(SendingStoppedException.Kind kind) {
    return switch (kind) {
      case PAUSED -> StopReason.SENDING_PAUSED;
      case QUOTA_SPENT -> StopReason.DAILY_QUOTA_SPENT;
      case SENDER_NOT_VERIFIED -> StopReason.SENDER_NOT_VERIFIED;
      case DENIED -> StopReason.SENDING_DENIED;
    };
  }

  private static Result failed(String id, Status status, Reason reason, Object... values) {
    return new Result(
        LetterOutcome.unsent(id, State.FAILED, reason, values), status, Optional.empty());
  }

  private static Result stopped(String id, StopReason stop) {
    return new Result(
        LetterOutcome.unsent(id, State.FAILED, stop.reason()), Status.NOT_SENT, Optional.of(stop));
  }
}
