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
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LastChange.PageReference;
import org.rollcall.user.state.LetterProgress;
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
    this.undo = execution.undo().map(undone -> new UserUndo(undone, context.images()));
    this.page = new PageReference(execution.reference(), context.chunk());
    this.isRecorded = context.isRecorded();
  }

  /**
   * Decides what happens to a user. If Rollcall itself fails on the record, that is the user's
   * outcome.
   */
  public Decision decide(StoredUser stored) {
    String id = stored.state().primaryId();
    Optional<JobTrace> earlier =
        JobTrace.find(execution.root(), stored.state()).filter(JobTrace::hasChange);
    if (!stored.state().isReadable()) {
      return Decision.withoutWrite(
          Outcome.failed(id, Reason.BROKEN_RECORD, "the attribute rollcall cannot be read"));
    }
    try {
      return earlier.isPresent()
          ? Decision.withoutWrite(earlierOutcome(earlier.get(), stored))
          : decide(id, stored).withUndoneLetter(undoneLetter(stored));
    } catch (BrokenRecordException e) {
      return Decision.withoutWrite(
          Outcome.failed(id, Reason.BROKEN_RECORD, String.valueOf(e.getMessage())));
    } catch (ChangeRefusedException e) {
      return Decision.withoutWrite(Outcome.of(id, Result.FAILED, e.reason()));
    } catch (RuntimeException e) {
      return Decision.withoutWrite(Outcome.internalError(id, e));
    }
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
    return outcome
        .withRecipient(outcome.letter().flatMap(state -> letters.recipient(state, stored.user())))
        .withUndoneLetter(undoneLetter(stored));
  }

  private Optional<LetterProgress.State> undoneLetter(StoredUser stored) {
    return undo.flatMap(undone -> undone.undoneLetter(stored));
  }

  private Decision decide(String id, StoredUser stored) throws ChangeRefusedException {
    User user = stored.user();
    if (undo.filter(undone -> undone.isLost(stored)).isPresent()) {
      return Decision.withoutWrite(Outcome.failed(id, Reason.BEFORE_IMAGE_LOST));
    }
    if (undo.filter(undone -> undone.isSending(stored, execution.started())).isPresent()) {
      return Decision.withoutWrite(Outcome.failed(id, Reason.LETTER_BEING_SENT));
    }
    if (!changes.isEmpty() && execution.basis().isOperator(user.primaryId())) {
      return skipped(id, Reason.OWN_RECORD);
    }
    Optional<Proposal> ofUndo = undo.map(undone -> undone.proposal(stored));
    User people = ofUndo.map(Proposal::rolesOfOthers).orElse(user);
    if (!changes.isEmpty() && !request.includeStaff() && hasRole(people, Role.STAFF_ROLES)) {
      return skipped(id, Reason.STAFF_RECORD);
    }
    Proposal proposal = ofUndo.isPresent() ? ofUndo.get() : Proposal.of(applied(user), stored);
    User after = proposal.after();
    boolean becomesInternal =
        user.accountType() == AccountType.EXTERNAL && after.accountType() == AccountType.INTERNAL;
    boolean resetsPassword = becomesInternal && changes.resetPasswords() && !takesBack();
    boolean changesAddress = !user.preferredEmail().equals(after.preferredEmail());
    if ((resetsPassword || changesAddress) && isProtected(people)) {
      return skipped(id, Reason.ADMINISTRATOR_RECORD);
    }
    if (becomesInternal
        && !takesBack()
        && changes.onlyReachable()
        && LetterProgress.State.unreachable(after.preferredEmail(), stored.state()).isPresent()) {
      return skipped(id, Reason.NOT_REACHABLE);
    }
    return decide(id, stored, proposal, resetsPassword);
  }

  private Changes.Applied applied(User user) throws ChangeRefusedException {
    return changes.applied(
        user,
        new ChangeContext(
            execution.basis().signer(),
            new QueryTime(execution.basis().now(), request.day()),
            request.institution()));
  }

  /** Whether the job takes back the changes of its request, instead of making them. */
  private boolean takesBack() {
    return execution.undo().filter(undone -> !undone.isRedo()).isPresent();
  }

  private Decision decide(String id, StoredUser stored, Proposal proposal, boolean resetsPassword) {
    User after = proposal.after();
    Map<String, FieldChange> fields = LastChange.between(stored.user(), after);
    Optional<LetterProgress.State> letter =
        proposal.getsLetter()
            ? letters.state(after, stored.state(), resetsPassword)
            : Optional.empty();
    Result unchanged = proposal.remark().isPresent() ? Result.SKIPPED : Result.UNCHANGED;
    Outcome outcome =
        Outcome.done(
                id,
                fields.isEmpty() ? unchanged : Result.UPDATED,
                fields,
                resetsPassword ? Optional.of(Credentials.RESET) : Optional.empty(),
                letter)
            .withRecipient(letter.flatMap(state -> letters.recipient(state, after)))
            .withEffects(proposal.effects());
    RollcallState before = proposal.state();
    if (fields.isEmpty()) {
      boolean isDue = letter.equals(Optional.of(LetterProgress.State.DUE));
      Outcome remarked =
          withRemark(outcome, proposal, after, before, isDue ? withLetter(before, letter) : before);
      return before.equals(stored.state())
          ? Decision.withoutWrite(remarked)
          : new Decision(remarked, Optional.of(stored.withState(before)));
    }
    Outcome remarked =
        withRemark(
            outcome, proposal, after, before, stateAfter(before, after, resetsPassword, letter));
    RollcallState changed = before.withLastChange(change(fields, remarked), recordedOf(after));
    return new Decision(
        remarked,
        Optional.of(new StoredUser(after, stateAfter(changed, after, resetsPassword, letter))));
  }

  private LastChange change(Map<String, FieldChange> fields, Outcome outcome) {
    return new LastChange(
        execution.root(), execution.started(), fields, page, outcome.reasonText());
  }

  private Predicate<LastChange> recordedOf(User user) {
    return change -> isRecorded.test(user.primaryId(), change);
  }

  /**
   * The outcome with a remark if an undo leaves fields alone, the letter cannot be rendered, or
   * letters of earlier jobs are given up for it. See D-018.
   */
  private Outcome withRemark(
      Outcome outcome, Proposal proposal, User after, RollcallState before, RollcallState state) {
    Optional<ReasonText> problem =
        request
            .letter()
            .filter(letter -> outcome.letter().equals(Optional.of(LetterProgress.State.DUE)))
            .flatMap(letter -> letter.problem(after))
            .map(text -> ReasonText.of(Reason.BROKEN_RECORD, text));
    List<JobId> dropped = before.owedLettersMissingIn(state);
    return proposal
        .remark()
        .or(() -> problem)
        .or(
            () ->
                dropped.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ReasonText.of(Reason.OWED_LETTER_DROPPED, Json.text(dropped))))
        .map(outcome::withRemark)
        .orElse(outcome);
  }

  private static Decision skipped(String id, Reason reason) {
    return Decision.withoutWrite(Outcome.of(id, Result.SKIPPED, reason));
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

  private RollcallState stateAfter(
      RollcallState before,
      User after,
      boolean resetsPassword,
      Optional<LetterProgress.State> letter) {
    JobReference root = execution.root();
    RollcallState state = before;
    if (resetsPassword) {
      IssuedCredential credential =
          IssuedCredential.of(root, execution.started(), execution.credentialsExpire());
      state = state.withCredential(Optional.of(credential));
    } else if (after.accountType() == AccountType.EXTERNAL) {
      state = state.withCredential(Optional.empty());
    }
    return withLetter(state, letter);
  }

  /** The state with the job's letter, unless that was sent or is being sent. */
  private RollcallState withLetter(RollcallState state, Optional<LetterProgress.State> letter) {
    JobReference root = execution.root();
    return letter.isEmpty()
            || state.letterOf(root).filter(LetterProgress::isSentOrSending).isPresent()
        ? state
        : state.withLetter(
            LetterProgress.of(
                root, execution.reference(), request.letter().orElseThrow().type(), letter.get()));
  }
}
