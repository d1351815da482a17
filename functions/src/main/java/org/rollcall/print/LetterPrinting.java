package org.rollcall.print;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;
import org.rollcall.error.Reason;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.letter.Letter;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintRequest.Place;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import org.rollcall.user.store.WriteRefusedException;

/**
 * Writes the owed letters of a job for people without a usable email address, page by page, and
 * marks those that were printed. See D-194 and D-195.
 */
public final class LetterPrinting {

  /** The size of a page, in bytes of JSON. Lambda's limit is 6 MB, and one letter has up to 3. */
  static final int MAX_PAGE_BYTES = 2_800_000;

  /** How many times an item that others keep writing is read. */
  private static final int MAX_ATTEMPTS = 10;

  private static final String REPORT = "report.json";

  private final UserTable users;
  private final Bucket bucket;
  private final LetterCredentials credentials;
  private final Duration linkLifetime;
  private final Clock clock;
  private final int pageBytes;

  /**
   * Letters on pages of the usual size.
   *
   * @param linkLifetime how long a printed link is valid after its letter was marked
   */
  public LetterPrinting(
      UserTable users,
      Bucket bucket,
      LetterCredentials credentials,
      Duration linkLifetime,
      Clock clock) {
    this(users, bucket, credentials, linkLifetime, clock, MAX_PAGE_BYTES);
  }

  /**
   * Letters on pages of another size.
   *
   * @param pageBytes the size after which a page takes no further letter
   */
  public LetterPrinting(
      UserTable users,
      Bucket bucket,
      LetterCredentials credentials,
      Duration linkLifetime,
      Clock clock,
      int pageBytes) {
    this.users = users;
    this.bucket = bucket;
    this.credentials = credentials;
    this.linkLifetime = linkLifetime;
    this.clock = clock;
    this.pageBytes = pageBytes;
  }

  /** Answers a request: with a page, or with the letters that are marked now. */
  public PrintAnswer answer(PrintRequest request) {
    JobFolder folder = new JobFolder(bucket, request.jobId());
    Optional<Job> found = folder.findJob();
    if (found.isEmpty()) {
      return refused(PrintError.PRINTED_JOB_UNKNOWN, request.jobId());
    }
    Job job = found.get();
    Optional<String> reason = reasonWithoutLetters(job);
    if (reason.isPresent()) {
      return refused(PrintError.PRINTED_JOB_WITHOUT_LETTERS, job.jobId(), reason.get());
    }
    if (!folder.has(REPORT)) {
      return refused(PrintError.PRINTED_JOB_WITHOUT_REPORT, job.jobId());
    }
    LetterPrinter printer =
        new LetterPrinter(job, new Letter(folder.readLetter()), credentials, linkLifetime, clock);
    return request.printed().isEmpty()
        ? new PrintedPage(job, folder, users, printer, clock, pageBytes)
            .fill(request.from().orElse(new Place(0, 0)))
        : mark(printer, request.printed());
  }

  private static PrintAnswer refused(ErrorCode code, Object... values) {
    return PrintAnswer.refused(Fault.of("", code, values));
  }

  private Optional<String> reasonWithoutLetters(Job job) {
    if (job.isPreview()) {
      return Optional.of("is a preview");
    }
    if (job.test().isPresent()) {
      return Optional.of("is a test of letters");
    }
    if (job.request().letter().isEmpty()) {
      return Optional.of("sends no letters");
    }
    return JobClaim.undoOf(job.root(), bucket).map(undo -> "was undone");
  }

  private PrintAnswer mark(LetterPrinter printer, List<String> ids) {
    List<String> marked = new ArrayList<>();
    List<Listed> listed = new ArrayList<>();
    for (String id : ids) {
      mark(printer, PrimaryId.of(id))
          .ifPresentOrElse(problem -> listed.add(Listed.of(id, problem)), () -> marked.add(id));
    }
    return new PrintAnswer(Optional.empty(), List.of(), listed, marked, Optional.empty());
  }

  /** Marks a letter, unless it is marked already. Returns why not, if it cannot be marked. */
  private Optional<Fault> mark(LetterPrinter printer, PrimaryId id) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<StoredUser> stored = users.find(id);
      if (stored.isEmpty()) {
        return Optional.of(Fault.of("", PrintError.LETTER_NOT_OWED));
      }
      StoredUser user = stored.get();
      if (isMarked(printer, user)) {
        return Optional.empty();
      }
      Optional<Fault> problem = printer.problem(user).or(() -> printer.problemOfMark(user));
      if (problem.isPresent()) {
        return problem;
      }
      try {
        StoredUser printed = printer.printed(user);
        // First: a letter that is marked is not published again.
        printer.publish(printed);
        users.saveState(user, printed.state());
        return Optional.empty();
      } catch (UserModifiedException e) {
        // Read again: the letter may have been withdrawn, or the address may have changed.
      } catch (WriteRefusedException e) {
        return Optional.of(Fault.of("", Reason.WRITE_REFUSED));
      }
    }
    return Optional.of(Fault.of("", PrintError.RECORD_KEEPS_CHANGING));
  }

  private static boolean isMarked(LetterPrinter printer, StoredUser user) {
    return user.state()
        .letterOf(printer.job().root())
        .filter(letter -> letter.state() == State.PRINTED)
        .isPresent();
  }
}
