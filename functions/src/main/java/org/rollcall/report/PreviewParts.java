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
  }

  PreviewSummary summary() {
    return summary.summary();
  }

  /**
   * Renders the first letters, and then seals the preview, if it is complete and has no seal yet.
   *
   * @param rows the members in the set's order
   * @param isFinal whether the job has come to its end, and no page of its ledger is damaged
   */
  Optional<PreviewSeal> seal(List<MemberRow> rows, boolean isFinal) {
    if (sealing.isDue(isFinal) && job.request().letter().isPresent()) {
      renderLetters(firstMembers(rows));
    }
    return sealing.seal(isFinal);
  }

  /** The first members in the set's order who would get a letter, in each language. */
  private static List<PrimaryId> firstMembers(List<MemberRow> rows) {
    Map<String, Integer> counts = new HashMap<>();
    List<PrimaryId> first = new ArrayList<>();
    for (MemberRow row : rows) {
      if (row.letter().equals(Optional.of(State.WOULD_SEND))
          && row.language()
              .filter(language -> counts.merge(language.used(), 1, Integer::sum) <= LETTERS)
              .isPresent()) {
        first.add(PrimaryId.of(row.primaryId()));
      }
    }
    return first;
  }

  /** Letters that cannot be rendered are left out. The command renders any letter on request. */
  private void renderLetters(List<PrimaryId> members) {
    Letter letter = new Letter(folder.readLetter());
    LetterDraft draft = new LetterDraft(job, letter);
    PreviewLetters letters = new PreviewLetters(bucket, job.jobId());
    Map<PrimaryId, StoredUser> found;
    try {
      found = users.find(members);
    } catch (UserStoreException e) {
      return;
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (PrimaryId member : members) {
      Optional.ofNullable(found.get(member))
          .flatMap(user -> render(draft, user))
          .ifPresent(
              rendered ->
                  letters.write(
                      letter.snapshot().type(),
                      numbers.merge(rendered.language(), 1, Integer::sum),
                      member,
                      rendered));
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
