package org.rollcall.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.change.Changes;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobRequest;
import org.rollcall.job.JobTrace;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;
import org.rollcall.query.QueryTime;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LastChange.PageReference;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Decides what a job does to a user. It is a pure function of the job and the user. */
public final class UserUpdate {

  private final JobExecution execution;
  private final JobRequest request;
  private final Changes changes;
  private final MemberLetter letters;
  private final Optional<UserUndo> undo;
  private final PageReference page;
  private final BiPredicate<PrimaryId, LastChange> isRecorded;

  /**
   * Decisions whose writes are not used.
   *
   * @param images in an undo: what the undone job did to the users
   */
  public UserUpdate(JobExecution execution, JobRequest request, BeforeImages images) {
    this(execution, request, ChunkContext.none(images));
  }

  UserUpdate(JobExecution execution, JobRequest request, ChunkContext context) {
    this.execution = execution;
    this.request = request;
    this.changes = request.readChanges();
    this.letters = new MemberLetter(execution, request);
    this.undo =
        execution.undo().map(undone -> new UserUndo(undone, context.images(), execution.started()));
    this.page = new PageReference(execution.reference(), context.chunk());
    this.isRecorded = context.isRecorded();
  }

  /**
   * Decides what happens to a user. If Rollcall itself fails on the record, that is the user's
   * outcome.
   */
  public Decision decide(StoredUser stored) {
    String id = stored.state().primaryId();
    if (!stored.state().isReadable()) {
      return unwritten(
          stored,
          Outcome.failed(id, Reason.BROKEN_RECORD, "the attribute rollcall cannot be read"));
    }
    Optional<JobTrace> earlier =
        JobTrace.find(execution.root(), stored.state()).filter(JobTrace::hasChange);
    try {
      return earlier.isPresent()
          ? unwritten(stored, earlierOutcome(earlier.get(), stored))
          : withUndoneLetter(stored, decide(id, stored));
    } catch (BrokenRecordException e) {
      return withoutChange(
          stored, Outcome.failed(id, Reason.BROKEN_RECORD, String.valueOf(e.getMessage())));
    } catch (ChangeRefusedException e) {
      return withoutChange(stored, Outcome.of(id, Result.FAILED, e.reason()));
    } catch (RuntimeException e) {
      return withoutChange(stored, Outcome.internalError(id, e));
    }
  }

  /** The decision to leave a record as it is. An undo withdraws the letters nevertheless. */
  Decision withoutChange(StoredUser stored, Outcome outcome) {
    return withUndoneLetter(
        stored,
        Decision.ofState(
            outcome,
            stored,
            undo.map(found -> found.withoutOwedLetters(stored)).orElse(stored.state())));
  }

  /** A decision after which neither the record nor its state is written. */
  Decision unwritten(StoredUser stored, Outcome outcome) {
    return withUndoneLetter(stored, Decision.withoutWrite(outcome));
  }

  /** In an undo: a decision with the state of the undone job's letter after it. */
  private Decision withUndoneLetter(StoredUser stored, Decision decision) {
    return undo.map(
            found -> decision.withUndoneLetter(found.letter(decision.write().orElse(stored))))
        .orElse(decision);
  }

  /**
   * The outcome of a user that an earlier attempt has changed. A letter that the attempt owes is
   * due again, if the record allows that now. See D-132.
   */
  private Outcome earlierOutcome(JobTrace earlier, StoredUser stored) {
    Outcome known = earlier.outcome();
    Outcome outcome =
        earlier.isLetterOwedByOther(execution.reference())
            ? known.withLetter(
                request
                    .letter()
                    .map(letter -> letters.state(stored.user(), stored.state(), letter)))
            : known;
    return outcome.withRecipient(
        outcome.letter().flatMap(state -> letters.recipient(state, stored.user())));
  }

  private Decision decide(String id, StoredUser stored) throws ChangeRefusedException {
    User user = stored.user();
    if (undo.filter(undone -> undone.isLost(stored)).isPresent()) {
      return withoutChange(stored, Outcome.failed(id, Reason.BEFORE_IMAGE_LOST));
    }
    if (undo.filter(undone -> undone.isSending(stored)).isPresent()) {
      return withoutChange(stored, Outcome.failed(id, Reason.LETTER_BEING_SENT));
    }
    if (!changes.isEmpty() && execution.basis().isOperator(user.primaryId())) {
      return withoutChange(stored, Outcome.of(id, Result.SKIPPED, Reason.OWN_RECORD));
    }
    Optional<Proposal> ofUndo = undo.map(undone -> undone.proposal(stored));
    User people = ofUndo.map(Proposal::rolesOfOthers).orElse(user);
    if (!changes.isEmpty() && !request.includeStaff() && hasRole(people, Role.STAFF_ROLES)) {
      return withoutChange(stored, Outcome.of(id, Result.SKIPPED, Reason.STAFF_RECORD));
    }
    Proposal proposal = ofUndo.isPresent() ? ofUndo.get() : Proposal.of(applied(user), stored);
    User after = proposal.after();
    boolean becomesInternal =
        user.accountType() == AccountType.EXTERNAL && after.accountType() == AccountType.INTERNAL;
    boolean resetsPassword = becomesInternal && changes.resetPasswords() && !undoes();
    boolean changesAddress =
        user.differences(after).contains(User.CONTACT_INFO)
            && !user.preferredEmail().equals(after.preferredEmail());
    if ((resetsPassword || changesAddress) && isProtected(people)) {
      return withoutChange(stored, Outcome.of(id, Result.SKIPPED, Reason.ADMINISTRATOR_RECORD));
    }
    if (becomesInternal
        && !undoes()
        && changes.onlyReachable()
        && State.unreachable(after.preferredEmail(), stored.state()).isPresent()) {
      return withoutChange(stored, Outcome.of(id, Result.SKIPPED, Reason.NOT_REACHABLE));
    }
    return decision(id, stored, proposal, resetsPassword);
  }

  private Changes.Applied applied(User user) throws ChangeRefusedException {
    return changes.applied(
        user,
        new ChangeContext(
            execution.basis().signer(),
            new QueryTime(execution.basis().now(), request.day()),
            request.institution()));
  }

  /** Whether the job undoes the changes of its request, instead of making them. */
  private boolean undoes() {
    return execution.undo().filter(undone -> !undone.isRedo()).isPresent();
  }

  private Decision decision(
      String id, StoredUser stored, Proposal proposal, boolean resetsPassword) {
    User after = proposal.after();
    Map<String, FieldChange> fields = LastChange.between(stored.user(), after);
    boolean isChanged = !fields.isEmpty();
    Optional<State> letter =
        proposal.getsLetter()
            ? letters.state(after, stored.state(), resetsPassword)
            : Optional.empty();
    // The letter of a user who does not change is written when it is sent.
    RollcallState withLetter =
        withLetter(proposal.state(), letter.filter(state -> isChanged || state == State.DUE));
    Optional<Credentials> credentials =
        isChanged ? credentials(proposal.state(), after, resetsPassword) : Optional.empty();
    Result unchanged = proposal.remark().isPresent() ? Result.SKIPPED : Result.UNCHANGED;
    Outcome done =
        Outcome.done(id, isChanged ? Result.UPDATED : unchanged, fields, credentials, letter)
            .withRecipient(letter.flatMap(state -> letters.recipient(state, after)))
            .withEffects(proposal.effects());
    Outcome outcome =
        proposal
            .remark()
            .or(() -> problem(letter, after))
            .or(() -> droppedLetters(proposal.state(), withLetter))
            .map(done::withRemark)
            .orElse(done);
    if (!isChanged) {
      return Decision.ofState(outcome, stored, proposal.state());
    }
    RollcallState changed =
        withCredentials(withLetter, credentials)
            .withLastChange(change(fields, outcome), recordedOf(after));
    return new Decision(outcome, Optional.of(new StoredUser(after, changed)));
  }

  private LastChange change(Map<String, FieldChange> fields, Outcome outcome) {
    return LastChange.of(execution.root(), page, fields, outcome.reasonText());
  }

  private Predicate<LastChange> recordedOf(User user) {
    PrimaryId id = user.primaryId();
    return change ->
        undo.filter(undone -> undone.isRecorded(id, change)).isPresent()
            || isRecorded.test(id, change);
  }

  /** Why a letter that is due cannot be rendered. */
  private Optional<ReasonText> problem(Optional<State> letter, User after) {
    return request
        .letter()
        .filter(asked -> letter.equals(Optional.of(State.DUE)))
        .flatMap(asked -> asked.problem(after))
        .map(text -> ReasonText.of(Reason.BROKEN_RECORD, text));
  }

  /** The letters of earlier jobs that are given up for this one. See D-018. */
  private static Optional<ReasonText> droppedLetters(RollcallState before, RollcallState after) {
    List<JobId> dropped = before.owedLettersMissingIn(after);
    return Optional.of(ReasonText.of(Reason.OWED_LETTER_DROPPED, Json.text(dropped)))
        .filter(reason -> !dropped.isEmpty());
  }

  private static boolean hasRole(User user, Set<String> types) {
    return user.normalized().roles().anyMatch(role -> types.contains(role.type()));
  }

  /**
   * Whether the operator may not reset the user's password or change its address. Control of an
   * administrator's account is control of its roles. See D-043.
   */
  private boolean isProtected(User user) {
    return !execution.basis().byAdministrator() && hasRole(user, Role.ADMINISTRATOR_ROLES);
  }

  /** What happens to a temporary password: an external account has none. */
  private static Optional<Credentials> credentials(
      RollcallState before, User after, boolean resetsPassword) {
    if (resetsPassword) {
      return Optional.of(Credentials.RESET);
    }
    return Optional.of(Credentials.WITHDRAWN)
        .filter(withdrawn -> after.accountType() == AccountType.EXTERNAL)
        .filter(withdrawn -> before.credential().isPresent());
  }

  private RollcallState withCredentials(RollcallState state, Optional<Credentials> credentials) {
    return credentials
        .map(
            change ->
                state.withCredential(
                    Optional.of(request.issuedBy(execution))
                        .filter(issued -> change == Credentials.RESET)))
        .orElse(state);
  }

  /** The state with the job's letter, unless that was sent or printed, or is being sent. */
  private RollcallState withLetter(RollcallState state, Optional<State> letter) {
    JobReference root = execution.root();
    return letter.isEmpty() || state.letterOf(root).filter(LetterProgress::isSettled).isPresent()
        ? state
        : state.withLetter(
            LetterProgress.of(
                root, execution.reference(), request.letter().orElseThrow().type(), letter.get()));
  }
}
