package org.rollcall.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.change.Changes;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobLetter;
import org.rollcall.job.JobRequest;
import org.rollcall.job.JobTrace;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.Recipient;
import org.rollcall.json.Json;
import org.rollcall.letter.OptOut;
import org.rollcall.query.QueryTime;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Decides what a job does to a user. It is a pure function of the job and the user. */
public final class UserUpdate {

  private final JobExecution execution;
  private final JobRequest request;
  private final Changes changes;

  public UserUpdate(JobExecution execution, JobRequest request) {
    this.execution = execution;
    this.request = request;
    this.changes = request.readChanges();
  }

  /**
   * The decision about a user.
   *
   * @param outcome the user's outcome after the write
   * @param write the user to write; empty if the user does not change
   */
  public record Decision(Outcome outcome, Optional<StoredUser> write) {

    static Decision withoutWrite(Outcome outcome) {
      return new Decision(outcome, Optional.empty());
    }

    /** The decision in a preview: the outcome of a run, without the write. */
    Decision asPreview() {
      return withoutWrite(outcome);
    }

    /** The decision in a test of letters: no user is changed, and only some letters are sent. */
    Decision asTrial(LetterTrial trial) {
      Optional<LetterProgress.State> letter =
          outcome
              .letter()
              .filter(
                  state ->
                      state != LetterProgress.State.DUE
                          || trial.includes(PrimaryId.of(outcome.primaryId())));
      return withoutWrite(
          new Outcome(
              outcome.primaryId(),
              outcome.result() == Result.UPDATED ? Result.WOULD_CHANGE : outcome.result(),
              outcome.reason(),
              outcome.reasonCode(),
              outcome.changes(),
              Optional.empty(),
              letter,
              letter.flatMap(state -> outcome.recipient()),
              outcome.effects()));
    }
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
          : decide(id, stored);
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
                request.letter().map(letter -> letterState(stored.user(), stored.state(), letter)))
            : known;
    return outcome.withRecipient(
        outcome.letter().flatMap(state -> recipient(state, stored.user())));
  }

  private Decision decide(String id, StoredUser stored) throws ChangeRefusedException {
    User before = stored.user();
    if (!changes.isEmpty()) {
      if (execution.basis().isOperator(before.primaryId())) {
        return skipped(id, Reason.OWN_RECORD);
      }
      if (!request.includeStaff() && hasRole(before, Role.STAFF_ROLES)) {
        return skipped(id, Reason.STAFF_RECORD);
      }
    }
    Changes.Applied applied =
        changes.applied(
            before,
            new ChangeContext(
                execution.basis().signer(),
                new QueryTime(execution.basis().now(), request.day()),
                request.institution()));
    User after = applied.user();
    Map<String, FieldChange> fields = LastChange.between(before, after);
    boolean becomesInternal =
        before.accountType() == AccountType.EXTERNAL && after.accountType() == AccountType.INTERNAL;
    boolean resetsPassword = becomesInternal && changes.resetPasswords();
    boolean changesAddress = !before.preferredEmail().equals(after.preferredEmail());
    if ((resetsPassword || changesAddress) && isProtected(before)) {
      return skipped(id, Reason.ADMINISTRATOR_RECORD);
    }
    if (becomesInternal
        && changes.onlyReachable()
        && LetterProgress.State.unreachable(after.preferredEmail(), stored.state()).isPresent()) {
      return skipped(id, Reason.NOT_REACHABLE);
    }
    Optional<LetterProgress.State> letter = letterState(after, stored.state(), resetsPassword);
    Outcome outcome =
        Outcome.done(
                id,
                fields.isEmpty() ? Result.UNCHANGED : Result.UPDATED,
                fields,
                resetsPassword ? Optional.of(Credentials.RESET) : Optional.empty(),
                letter)
            .withRecipient(letter.flatMap(state -> recipient(state, after)))
            .withEffects(applied.effects());
    if (fields.isEmpty()) {
      RollcallState state =
          letter.equals(Optional.of(LetterProgress.State.DUE))
              ? withLetter(stored.state(), letter)
              : stored.state();
      return Decision.withoutWrite(withRemark(outcome, after, stored.state(), state));
    }
    RollcallState state = stateAfter(stored.state(), after, fields, resetsPassword, letter);
    return new Decision(
        withRemark(outcome, after, stored.state(), state),
        Optional.of(new StoredUser(after, state)));
  }

  /**
   * The outcome with a remark if the letter cannot be rendered, or letters of earlier jobs are
   * given up for it. See D-018.
   */
  private Outcome withRemark(
      Outcome outcome, User after, RollcallState before, RollcallState state) {
    Optional<ReasonText> problem =
        request
            .letter()
            .filter(letter -> outcome.letter().equals(Optional.of(LetterProgress.State.DUE)))
            .flatMap(letter -> letter.problem(after))
            .map(text -> ReasonText.of(Reason.BROKEN_RECORD, text));
    List<JobId> dropped = before.owedLettersMissingIn(state);
    return problem
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

  /** The state of the user's letter; empty if the job sends this user no letter. */
  private Optional<LetterProgress.State> letterState(
      User after, RollcallState state, boolean resetsPassword) {
    return request
        .letter()
        .filter(letter -> resetsPassword || !letter.containsPassword())
        .map(letter -> letterState(after, state, letter));
  }

  private LetterProgress.State letterState(User after, RollcallState state, JobLetter letter) {
    if (letter.respectsOptOut() && OptOut.isOptedOut(letter.type(), after.normalized())) {
      return LetterProgress.State.OPTED_OUT;
    }
    // If this job's own letter bounced, the letter was nevertheless due.
    boolean isOwnBounce =
        state
            .letterOf(execution.root())
            .filter(own -> own.attempt().equals(execution.reference()))
            .isPresent();
    return LetterProgress.State.unreachable(after.preferredEmail(), state)
        .filter(found -> !(isOwnBounce && found == LetterProgress.State.ADDRESS_BOUNCED))
        .orElse(LetterProgress.State.DUE);
  }

  /** What the letter depends on; empty if the user has no address to which a letter can be sent. */
  private Optional<Recipient> recipient(LetterProgress.State letter, User after) {
    return letter == LetterProgress.State.DUE || letter == LetterProgress.State.ADDRESS_BOUNCED
        ? after
            .preferredEmail()
            .address()
            .map(
                address ->
                    Recipient.of(
                        execution.basis().origin(),
                        address,
                        request.letter().orElseThrow().languages().of(after)))
        : Optional.empty();
  }

  private RollcallState stateAfter(
      RollcallState before,
      User after,
      Map<String, FieldChange> fields,
      boolean resetsPassword,
      Optional<LetterProgress.State> letter) {
    JobReference root = execution.root();
    RollcallState state = before.withLastChange(new LastChange(root, execution.started(), fields));
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
