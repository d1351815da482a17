package org.rollcall.cli.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.jobs.JobFinder;
import org.rollcall.cli.jobs.MemberOutcome;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.notify.LetterDraft;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.time.SystemClock;
import org.rollcall.update.BeforeImages;
import org.rollcall.update.PreviewComparison;
import org.rollcall.update.UserUpdate;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;

/**
 * The letter that a member of a preview would get.
 *
 * @param previewed the member's outcome in the preview; empty if the preview did not reach it
 * @param images in an undo: what the undone job did to the members
 */
record PreviewedLetter(
    Job job, Letter letter, StoredUser user, Optional<Outcome> previewed, BeforeImages images) {

  /**
   * Finds the letter.
   *
   * @throws CommandException if the job is no preview with letters, or has expired, or the user is
   *     no member
   */
  static PreviewedLetter find(Stack stack, String jobId, StoredUser user) {
    JobId id = JobFinder.require(stack, jobId);
    JobFolder folder = new JobFolder(stack.bucket(), id);
    Job job =
        folder
            .findJob()
            .filter(found -> found.isPreview() && found.request().letter().isPresent())
            .orElseThrow(
                () -> CommandException.rejected(CommandError.NOT_A_PREVIEW_WITH_LETTERS, id));
    if (new PreviewFolder(folder)
        .findSeal()
        .filter(seal -> seal.isExpired(SystemClock.INSTANCE.instant()))
        .isPresent()) {
      throw CommandException.rejected(CommandError.PREVIEW_HAS_EXPIRED, id);
    }
    PrimaryId member = user.user().primaryId();
    if (folder.readChunks().stream()
        .flatMap(chunk -> chunk.members().stream())
        .map(PrimaryId::of)
        .noneMatch(member::equals)) {
      throw CommandException.rejected(CommandError.USER_NOT_IN_JOB, member, id, "");
    }
    Optional<Outcome> previewed = MemberOutcome.find(folder, member);
    return new PreviewedLetter(
        job, new Letter(folder.readLetter()), user, previewed, BeforeImages.ofJob(job, folder));
  }

  /**
   * Renders the letter.
   *
   * @param language one of the letter's languages, to be used instead of the user's
   * @throws org.rollcall.user.BrokenRecordException if the record contains values that cannot be
   *     written
   */
  LetterPreview preview(Optional<String> language) {
    LetterContext context = new LetterDraft(job, letter, images).context(user);
    User after = context.user();
    return new LetterPreview(
        letter.snapshot(),
        after.preferredEmail().address().map(EmailAddress::text),
        language
            .map(name -> "as requested")
            .orElseGet(() -> LetterPreview.languageReason(letter, after)),
        remarks(),
        letter.render(context, language.orElse(letter.languages().choose(after).language())));
  }

  /** The outcome that the member would have now, as a page of the ledger has it. */
  private Outcome today() {
    UserUpdate update = new UserUpdate(job.execution(), job.request(), images);
    return Json.read(Json.bytes(update.decide(user).outcome()), Outcome.class);
  }

  private List<String> remarks() {
    Outcome today = today();
    List<String> remarks = new ArrayList<>();
    if (previewed
        .filter(outcome -> new PreviewComparison(outcome, false).isSame(today))
        .isEmpty()) {
      remarks.add("the record has changed since the preview; a confirm skips this user");
    }
    if (!today.letter().equals(Optional.of(State.DUE))) {
      remarks.add(
          today.letter().flatMap(State::reason).map(Reason::message).orElse("no letter is due")
              + "; the user does not receive this letter");
    }
    return remarks;
  }
}
