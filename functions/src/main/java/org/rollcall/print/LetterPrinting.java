package org.rollcall.print;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;
import org.rollcall.error.Reason;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.json.Json;
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
 * Writes the owed letters of a job for people without a usable email address, page by page, and marks
 * those that were printed. See D-194 and D-195.
 */
public final class LetterPrinting {

  /** The size of a page, in bytes of JSON. Lambda's limit is 6 MB, and one letter has up to 3. */
  static final int MAX_PAGE_BYTES = 2_800_000;

  /** How long a page takes further chunks. The function's timeout must suffice for one more. */
  static final Duration TIME_BUDGET = Duration.ofSeconds(60);

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
        new LetterPrinter(
            job, new Letter(folder.readLetter()), credentials, linkLifetime, clock);
    return request.printed().isEmpty()
        ? new Page(job, folder, printer).fill(request.from().orElse(new Place(0, 0)))
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

  /**
   * Writes a letter. A link gets its locator before, so that each file has the same link.
   *
   * @param user as read
   */
  private LetterPrinter.Decision print(StoredUser user, LetterPrinter printer) {
    Optional<StoredUser> current = Optional.of(user);
    for (int i = 0; i < MAX_ATTEMPTS && current.isPresent(); i++) {
      StoredUser known = current.get();
      if (!printer.needsLocator(known)) {
        return printer.print(known);
      }
      try {
        return printer.print(users.saveState(known, printer.withLocator(known).state()));
      } catch (UserModifiedException e) {
        current = users.find(user.user().primaryId());
      } catch (WriteRefusedException e) {
        return LetterPrinter.Decision.listed(Reason.WRITE_REFUSED);
      }
    }
    return LetterPrinter.Decision.listed(
        current.isPresent() ? PrintError.RECORD_KEEPS_CHANGING : PrintError.LETTER_NOT_OWED);
  }

  private static boolean isMarked(LetterPrinter printer, StoredUser user) {
    return user.state()
        .letterOf(printer.job().root())
        .filter(letter -> letter.state() == State.PRINTED)
        .isPresent();
  }

  /** A page of letters while it is filled. */
  private final class Page {

    private final Job job;
    private final LetterPrinter printer;
    private final List<Chunk> chunks;
    private final LedgerSnapshot ledger;
    private final Deliveries deliveries;
    private final Instant end;
    private final List<PrintedLetter> letters = new ArrayList<>();
    private final List<Listed> listed = new ArrayList<>();
    private int bytes;

    Page(Job job, JobFolder folder, LetterPrinter printer) {
      this.job = job;
      this.printer = printer;
      this.chunks = folder.readChunks();
      this.ledger = new LedgerSnapshot(job, folder);
      this.deliveries = new JobDeliveries(folder).read();
      this.end = clock.instant().plus(TIME_BUDGET);
    }

    /** Fills the page from a place on, until it is full, its time is up, or all members are in. */
    PrintAnswer fill(Place from) {
      Place next = from;
      for (Chunk chunk : chunks.stream().filter(c -> c.chunk() >= from.chunk()).toList()) {
        int first = chunk.chunk() == from.chunk() ? from.member() : 0;
        if (isFull() || !clock.instant().isBefore(end)) {
          return answer(Optional.of(new Place(chunk.chunk(), first)));
        }
        Optional<Place> rest = add(chunk, first);
        if (rest.isPresent()) {
          return answer(rest);
        }
      }
      return answer(Optional.empty());
    }

    private PrintAnswer answer(Optional<Place> next) {
      return new PrintAnswer(Optional.empty(), letters, listed, List.of(), next);
    }

    private boolean isFull() {
      return bytes >= pageBytes;
    }

    /**
     * Adds the letters to members of a chunk.
     *
     * @return the member that has to be on the next page; empty if all are in
     */
    private Optional<Place> add(Chunk chunk, int first) {
      List<MemberAccount> members = new ArrayList<>();
      MemberAccounts accounts =
          new MemberAccounts(job, ledger, users, Trust.LEDGER, deliveries::find);
      accounts.forEach(other -> other.chunk() == chunk.chunk(), members::add);
      accounts.requireItems();
      List<PrimaryId> owed =
          members.stream()
              .skip(first)
              .filter(MemberAccount::isLetterOwed)
              .map(MemberAccount::id)
              .toList();
      Map<PrimaryId, StoredUser> stored = users.find(owed);
      for (int i = first; i < members.size(); i++) {
        MemberAccount member = members.get(i);
        if (member.isLetterOwed()) {
          if (isFull()) {
            return Optional.of(new Place(chunk.chunk(), i));
          }
          add(member, Optional.ofNullable(stored.get(member.id())));
        }
      }
      return Optional.empty();
    }

    private void add(MemberAccount member, Optional<StoredUser> stored) {
      LetterPrinter.Decision decision =
          stored
              .map(user -> print(user, printer))
              .orElseGet(() -> LetterPrinter.Decision.listed(PrintError.LETTER_NOT_OWED));
      decision
          .letter()
          .ifPresent(
              letter -> {
                letters.add(letter);
                bytes += Json.bytes(letter).length;
              });
      decision
          .problem()
          .ifPresent(
              problem -> {
                Listed entry = Listed.of(member.member(), problem);
                listed.add(entry);
                bytes += Json.bytes(entry).length;
              });
    }
  }
}
