package org.rollcall.print;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Reason;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.json.Json;
import org.rollcall.print.PrintAnswer.Listed;
import org.rollcall.print.PrintRequest.Place;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import org.rollcall.user.store.WriteRefusedException;

/** A page of letters while it is filled. */
final class PrintedPage {

  /** How long a page takes further chunks. The function's timeout must suffice for one more. */
  static final Duration TIME_BUDGET = Duration.ofSeconds(60);

  /** How many times an item that others keep writing is read. */
  private static final int MAX_ATTEMPTS = 10;

  private final Job job;
  private final UserTable users;
  private final Clock clock;
  private final int pageBytes;
  private final LetterPrinter printer;
  private final List<Chunk> chunks;
  private final LedgerSnapshot ledger;
  private final Deliveries deliveries;
  private final Instant end;
  private final List<PrintedLetter> letters = new ArrayList<>();
  private final List<Listed> listed = new ArrayList<>();
  private int bytes;

  PrintedPage(
      Job job,
      JobFolder folder,
      UserTable users,
      LetterPrinter printer,
      Clock clock,
      int pageBytes) {
    this.job = job;
    this.users = users;
    this.clock = clock;
    this.pageBytes = pageBytes;
    this.printer = printer;
    this.chunks = folder.readChunks();
    this.ledger = new LedgerSnapshot(job, folder);
    this.deliveries = new JobDeliveries(folder).read();
    this.end = clock.instant().plus(TIME_BUDGET);
  }

  /** Fills the page from a place on, until it is full, its time is up, or all members are in. */
  PrintAnswer fill(Place from) {
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
            .map(this::print)
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

  /**
   * Writes a letter. A link gets its locator before, so that each file has the same link.
   *
   * @param user as read
   */
  private LetterPrinter.Decision print(StoredUser user) {
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
}
