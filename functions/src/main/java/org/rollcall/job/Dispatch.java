package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import org.rollcall.letter.Addressee;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterTags;
import org.rollcall.letter.Mailer;
import org.rollcall.user.BrokenRecord;
import org.rollcall.user.LetterMark.State;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;

/** Writes a letter and hands it to SES. What is wrong with one letter never stops the others. */
final class Dispatch {

  private final Job job;
  private final Letter letter;
  private final Mailer mailer;
  private final Clock clock;

  Dispatch(Job job, Letter letter, Mailer mailer, Clock clock) {
    this.job = requireNonNull(job, "job is null");
    this.letter = requireNonNull(letter, "letter is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What came of it.
   *
   * @param isSettled whether another try would be in vain
   */
  record Handed(LetterOutcome outcome, boolean isSettled) {}

  /**
   * Sends a letter.
   *
   * @param id the primary id of the user whose letter it is
   * @param to the address that it goes to
   * @throws AccountSendingPausedException if SES takes no letter at all any more
   */
  Handed send(String id, Addressee addressee, String to) {
    try {
      Letter.Written written = letter.write(addressee);
      String messageId = mailer.send(written, letter.pinned(), to, tags(id), clock.instant());
      return new Handed(LetterOutcome.sent(id, Optional.of(messageId)), true);
    } catch (Mailer.Refused e) {
      return failed(id, "REFUSED: SES refused it: " + e.reason(), true);
    } catch (BrokenRecord e) {
      return failed(id, "BROKEN_RECORD: " + e.getMessage(), true);
    } catch (AccountSendingPausedException e) {
      throw e;
    } catch (SdkException e) {
      return failed(
          id,
          "SES_FAILED: the letter could not be handed to SES: " + e.getClass().getSimpleName(),
          false);
    } catch (RuntimeException e) {
      return failed(
          id, "INTERNAL_ERROR: Rollcall failed on this letter: " + e.getClass().getName(), false);
    }
  }

  /** A test's letters go to somebody else: what becomes of them says nothing of the members. */
  private Optional<LetterTags> tags(String id) {
    return job.test().isPresent()
        ? Optional.empty()
        : Optional.of(new LetterTags(job.jobId(), job.root(), PrimaryId.of(id)));
  }

  private static Handed failed(String id, String reason, boolean isSettled) {
    return new Handed(LetterOutcome.unsent(id, State.FAILED, reason), isSettled);
  }
}
