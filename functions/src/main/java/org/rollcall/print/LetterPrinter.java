package org.rollcall.print;

import static java.util.stream.Collectors.toCollection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Fault;
import org.rollcall.job.Job;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.OwedLetter;
import org.rollcall.letter.Institution;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterContext.Credentials;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.SignInAddress;
import org.rollcall.letter.WritingDirection;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.User;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * Decides about the owed letters of a job which of them are printed, and writes them.
 *
 * @param linkLifetime how long a printed link is valid after its letter was marked
 */
record LetterPrinter(
    Job job, Letter letter, LetterCredentials secrets, Duration linkLifetime, Clock clock) {

  /**
   * How long a printed password must still be valid. A letter needs some days in the post, and its
   * reader some more.
   */
  static final Duration MIN_VALIDITY = Duration.ofDays(7);

  /**
   * A decision about one letter: either its letter or why it is not printed.
   *
   * @param problem empty if it can be printed
   */
  record Decision(Optional<PrintedLetter> letter, Optional<Fault> problem) {

    static Decision listed(ErrorCode code, Object... values) {
      return new Decision(Optional.empty(), Optional.of(Fault.of("", code, values)));
    }
  }

  /**
   * Writes the letter to a user who is owed it.
   *
   * @param user as now stored
   */
  Decision print(StoredUser user) {
    Optional<Fault> problem = problem(user);
    if (problem.isPresent()) {
      return new Decision(Optional.empty(), problem);
    }
    try {
      return new Decision(Optional.of(write(user)), Optional.empty());
    } catch (BrokenRecordException e) {
      return Decision.listed(PrintError.LETTER_NOT_PRINTABLE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Why a letter that the job owes is not printed; empty if it is printed.
   *
   * @param user as now stored
   */
  Optional<Fault> problem(StoredUser user) {
    try {
      return code(user)
          .map(
              code ->
                  code == PrintError.PASSWORD_EXPIRES_SOON
                      ? Fault.of("", code, MIN_VALIDITY.toDays())
                      : Fault.of("", code));
    } catch (BrokenRecordException e) {
      return Optional.of(
          Fault.of("", PrintError.LETTER_NOT_PRINTABLE, String.valueOf(e.getMessage())));
    }
  }

  private Optional<ErrorCode> code(StoredUser user) {
    if (isNotOwed(user)) {
      return Optional.of(PrintError.LETTER_NOT_OWED);
    }
    if (isBeingMailed(user)) {
      return Optional.of(PrintError.LETTER_BEING_MAILED);
    }
    if (State.unreachable(user.user().preferredEmail(), user.state()).isEmpty()) {
      return Optional.of(PrintError.HAS_EMAIL_ADDRESS);
    }
    if (credential(user).filter(this::isExpiring).isPresent()) {
      return Optional.of(PrintError.PASSWORD_EXPIRES_SOON);
    }
    return address(user).problem();
  }

  private boolean isNotOwed(StoredUser user) {
    Optional<LetterOutcome> givenUp =
        OwedLetter.givenUp(job, user.state().primaryId(), Optional.of(user));
    return givenUp.isPresent()
        || user.state().letterOf(job.root()).filter(progress -> !progress.isOwed()).isPresent();
  }

  private boolean isBeingMailed(StoredUser user) {
    return user.state()
        .letterOf(job.root())
        .flatMap(LetterProgress::lease)
        .filter(clock.instant()::isBefore)
        .isPresent();
  }

  private boolean isExpiring(IssuedCredential issued) {
    return !issued.isLink() && issued.expires().isBefore(clock.instant().plus(MIN_VALIDITY));
  }

  private PostalAddress address(StoredUser user) {
    Institution institution = letter.snapshot().institution();
    return PostalAddress.of(
        user.user(), LocalDate.ofInstant(clock.instant(), institution.timeZone()));
  }

  private Optional<IssuedCredential> credential(StoredUser user) {
    return job.request().sendsCredentials()
        ? user.state().credentialOf(job.root())
        : Optional.empty();
  }

  private PrintedLetter write(StoredUser stored) {
    User user = stored.user();
    Optional<Credentials> credentials =
        credential(stored).map(issued -> secrets.secret(prepared(issued), user.primaryId()));
    RenderedLetter rendered =
        letter.render(
            new LetterContext(user, job.request().jobName(), job.request().day(), credentials));
    Institution institution = letter.snapshot().institution();
    List<String> lines =
        Stream.concat(
                Optional.of(user.displayName()).filter(name -> !name.isBlank()).stream(),
                address(stored).lines().stream())
            .collect(toCollection(ArrayList::new));
    return new PrintedLetter(
        stored.state().primaryId(),
        rendered.language(),
        WritingDirection.isRightToLeft(rendered.language()),
        institution.name().in(rendered.language()),
        institution.address().in(rendered.language()),
        lines,
        rendered.subject(),
        rendered.text(),
        Stream.concat(Stream.of(user.primaryId().toString()), credentials.map(this::typed).stream())
            .toList());
  }

  private String typed(Credentials credentials) {
    return credentials.kind() == CredentialKind.LINK
        ? SignInAddress.withToken(
            letter.snapshot().institution().signInUrl().orElse(""), credentials.secret())
        : credentials.secret();
  }

  /** The credential as it will be after the letter was marked: only links become valid longer. */
  private IssuedCredential prepared(IssuedCredential issued) {
    Instant expires = issued.isLink() ? clock.instant().plus(linkLifetime) : issued.expires();
    return secrets.prepared(issued, expires);
  }

  /** Whether the letter can be printed with a link that has no locator yet. */
  boolean needsLocator(StoredUser user) {
    return credential(user)
            .filter(issued -> issued.isLink() && issued.locator().isEmpty())
            .isPresent()
        && problem(user).isEmpty();
  }

  /** A user whose link has a locator, and is not valid any longer than before. */
  StoredUser withLocator(StoredUser user) {
    return user.withState(
        user.state()
            .withCredential(
                credential(user).map(issued -> secrets.prepared(issued, issued.expires()))));
  }

  /** Why a letter that could be printed cannot be marked: nobody has printed its link. */
  Optional<Fault> problemOfMark(StoredUser user) {
    return needsLocator(user)
        ? Optional.of(Fault.of("", PrintError.LINK_NOT_PRINTED))
        : Optional.empty();
  }

  /** Makes the link of a printed letter known, if it has one. */
  void publish(StoredUser printed) {
    credential(printed).ifPresent(issued -> secrets.publish(issued, printed.user().primaryId()));
  }

  /** The state of a user after the letter was printed. */
  StoredUser printed(StoredUser user) {
    LetterProgress progress =
        user.state()
            .letterOf(job.root())
            .orElseGet(
                () ->
                    LetterProgress.of(
                        job.root(), job.reference(), letter.snapshot().type(), State.DUE))
            .asPrinted();
    RollcallState state = user.state().withLetter(progress);
    Optional<IssuedCredential> credential = credential(user).map(this::prepared);
    return user.withState(credential.isPresent() ? state.withCredential(credential) : state);
  }
}
