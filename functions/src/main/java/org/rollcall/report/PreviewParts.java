package org.rollcall.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLetter;
import org.rollcall.job.Outcome;
import org.rollcall.letter.Letter;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.notify.LetterDraft;
import org.rollcall.preview.PreviewLetters;
import org.rollcall.preview.PreviewSeal;
import org.rollcall.preview.PreviewSealing;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.update.BeforeImages;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;

/**
 * The parts of a report that only a preview has: its summary, its seal and its rendered letters.
 */
final class PreviewParts {

  /** The number of letters in each language that are rendered. */
  private static final int LETTERS = 10;

  private final Job job;
  private final JobFolder folder;
  private final Bucket bucket;
  private final UserTable users;
  private final PreviewSealing sealing;
  private final SummaryBuilder summary;

  /** The members who would get the first letters in each language, in the set's order. */
  private final List<PrimaryId> firstLetters = new ArrayList<>();

  /** The number of letters by language. */
  private final Map<String, Integer> letters = new HashMap<>();

  /**
   * The parts of a preview whose members are added later.
   *
   * @param members the number of members in chunks
   */
  PreviewParts(
      Job job, JobFolder folder, int members, Bucket bucket, UserTable users, Clock clock) {
    this.job = job;
    this.folder = folder;
    this.bucket = bucket;
    this.users = users;
    this.sealing = new PreviewSealing(job, folder, members, clock);
    this.summary = new SummaryBuilder(job.request().letter().map(JobLetter::type));
  }

  /** Adds the next member in the set's order, with its row in the report. */
  void add(Optional<Outcome> outcome, MemberRow row) {
    sealing.add(outcome);
    summary.add(outcome, row);
    boolean isFirst =
        row.letter().equals(Optional.of(State.WOULD_SEND))
            && row.language()
                .filter(language -> letters.merge(language.used(), 1, Integer::sum) <= LETTERS)
                .isPresent();
    if (isFirst) {
      firstLetters.add(PrimaryId.of(row.primaryId()));
    }
  }

  PreviewSummary summary(List<FieldSummary> changes) {
    return summary.summary(changes);
  }

  /**
   * Renders the first letters, and then seals the preview, if it is complete and has no seal yet.
   *
   * @param isFinal whether the job has come to its end, and no page of its ledger is damaged
   */
  Optional<PreviewSeal> seal(boolean isFinal) {
    if (sealing.isDue(isFinal) && job.request().letter().isPresent()) {
      renderLetters();
    }
    return sealing.seal(isFinal);
  }

  /** Letters that cannot be rendered are left out. The command renders any letter on request. */
  private void renderLetters() {
    Letter letter = new Letter(folder.readLetter());
    LetterDraft draft = new LetterDraft(job, letter, BeforeImages.ofJob(job, folder));
    PreviewLetters rendered = new PreviewLetters(bucket, job.jobId());
    Map<PrimaryId, StoredUser> found;
    try {
      found = users.find(firstLetters);
    } catch (UserStoreException e) {
      return;
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (PrimaryId member : firstLetters) {
      Optional.ofNullable(found.get(member))
          .flatMap(user -> render(draft, user))
          .ifPresent(
              text ->
                  rendered.write(
                      letter.snapshot().type(),
                      numbers.merge(text.language(), 1, Integer::sum),
                      member,
                      text));
    }
  }

  private static Optional<RenderedLetter> render(LetterDraft draft, StoredUser user) {
    try {
      return Optional.of(draft.render(user));
    } catch (BrokenRecordException e) {
      return Optional.empty();
    }
  }
}
