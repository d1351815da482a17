package org.rollcall.update;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.change.Changes;
import org.rollcall.error.Reason;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobLetter;
import org.rollcall.job.JobRequest;
import org.rollcall.job.JobTrace;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.letter.OptOut;
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

/** Decides what a job does to one user: a pure function of the job and the user. */
public final class UserUpdate {

  private final JobExecution execution;
  private final JobRequest request;
  private final Changes changes;

  public UserUpdate(JobExecution execution, JobRequest request) {
    this.execution = requireNonNull(execution, "execution is null");
    this.request = requireNonNull(request, "request is null");
    this.changes = request.readChanges();
  }

  /**
   * What to do.
   *
   * @param outcome what to report
   * @param write the user to write; nothing if there is nothing to change
   */
  public record Decision(Outcome outcome, Optional<StoredUser> write) {
    static Decision nothing(Outcome outcome) {
      return new Decision(outcome, Optional.empty());
    }

    /** The decision in a test of letters: no user is changed, and only some letters are sent. */
    Decision asTrial(LetterTrial trial) {
      boolean isIncluded = trial.includes(PrimaryId.of(outcome.primaryId()));
      return nothing(
          new Outcome(
              outcome.primaryId(),
              outcome.result() == Result.UPDATED ? Result.UNCHANGED : outcome.result(),
              outcome.reason(),
              outcome.reasonCode(),
              Map.of(),
              Optional.empty(),
              outcome.letter().filter(state -> isIncluded || state != LetterProgress.State.DUE)));
    }
  }

  /**
   * Decides what happens to a user. If Rollcall itself fails on the record, that is the user's
   * outcome.
   */
  public Decision decide(StoredUser stored) {
    String id = stored.state().primaryId();
    Optional<JobTrace> done =
        JobTrace.find(execution.root(), stored.state()).filter(JobTrace::hasChange);
    if (done.isPresent()) {
      return Decision.nothing(done.get().outcome());
    }
    if (!stored.state().isReadable()) {
      return Decision.nothing(
          Outcome.failed(id, Reason.BROKEN_RECORD, "the attribute rollcall cannot be read"));
    }
    try {
      return decide(id, stored);
    } catch (BrokenRecordException e) {
      return Decision.nothing(
          Outcome.failed(id, Reason.BROKEN_RECORD, String.valueOf(e.getMessage())));
    } catch (ChangeRefusedException e) {
      return Decision.nothing(Outcome.of(id, Result.FAILED, e.reason()));
    } catch (RuntimeException e) {
      return Decision.nothing(Outcome.internalError(id, e));
    }
  }

  private Decision decide(String id, StoredUser stored) throws ChangeRefusedException {
    User before = stored.user();
    if (!changes.isEmpty()) {
      if (before.primaryId().equals(execution.operator())) {
        return Decision.nothing(Outcome.of(id, Result.SKIPPED, Reason.OWN_RECORD));
      }
      if (!request.includeStaff()
          && before.roles().anyMatch(r -> Role.STAFF_ROLES.contains(r.type()))) {
        return Decision.nothing(Outcome.of(id, Result.SKIPPED, Reason.STAFF_RECORD));
      }
    }
    User after =
        changes.apply(
            before,
            new ChangeContext(execution.operator(), execution.started(), request.institution()));
    Map<String, FieldChange> fields = LastChange.between(before, after);
    boolean converted =
        before.accountType() == AccountType.EXTERNAL && after.accountType() == AccountType.INTERNAL;
    boolean reset = converted && changes.resetPasswords();
    boolean moved = !before.preferredEmail().equals(after.preferredEmail());
    if ((reset || moved) && isOutOfReach(before)) {
      return Decision.nothing(Outcome.of(id, Result.SKIPPED, Reason.ADMINISTRATOR_RECORD));
    }
    Optional<LetterProgress.State> letter = letter(after, stored.state(), reset);
    Outcome outcome =
        Outcome.done(
            id,
            fields.isEmpty() ? Result.UNCHANGED : Result.UPDATED,
            fields,
            reset ? Optional.of(Credentials.RESET) : Optional.empty(),
            letter);
    return fields.isEmpty()
        ? Decision.nothing(outcome)
        : new Decision(
            outcome,
            Optional.of(new StoredUser(after, kept(stored, after, fields, reset, letter))));
  }

  /**
   * Whether whoever started the job would get hold of roles that they may not give: an account is
   * had by its password, and that by the address it is sent to.
   */
  private boolean isOutOfReach(User user) {
    return !execution.byAdministrator()
        && user.roles().anyMatch(role -> Role.ADMINISTRATOR_ROLES.contains(role.type()));
  }

  /** Whether the job tells the user: of new credentials, or of anything else. */
  private Optional<LetterProgress.State> letter(User after, RollcallState kept, boolean reset) {
    return request
        .letter()
        .filter(letters -> reset || !letters.containsPassword())
        .map(letters -> letter(after, kept, letters));
  }

  private LetterProgress.State letter(User after, RollcallState kept, JobLetter letters) {
    if (letters.respectsOptOut() && OptOut.covers(letters.type(), after)) {
      return LetterProgress.State.OPTED_OUT;
    }
    Optional<String> to = after.preferredEmail();
    if (to.isEmpty()) {
      return LetterProgress.State.NO_PREFERRED_EMAIL;
    }
    // A letter that this job has sent, and that came back, is no reason to say it was never due.
    return kept.letterOf(execution.root()).isEmpty() && kept.isUndeliverable(to.get())
        ? LetterProgress.State.ADDRESS_BOUNCED
        : LetterProgress.State.DUE;
  }

  private RollcallState kept(
      StoredUser stored,
      User after,
      Map<String, FieldChange> fields,
      boolean reset,
      Optional<LetterProgress.State> letter) {
    RollcallState kept =
        stored
            .state()
            .withLastChange(new LastChange(execution.root(), execution.started(), fields));
    if (reset) {
      kept =
          kept.withCredential(
              Optional.of(
                  new IssuedCredential(
                      execution.root(),
                      execution.started(),
                      execution.credentialsExpire(),
                      true,
                      0)));
    } else if (after.accountType() == AccountType.EXTERNAL) {
      kept = kept.withCredential(Optional.empty());
    }
    if (letter.isPresent()
        && kept.letterOf(execution.root()).filter(LetterProgress::isSentOrSending).isEmpty()) {
      String type = request.letter().orElseThrow().type();
      kept =
          kept.withLetter(
              LetterProgress.of(execution.root(), execution.jobId(), type, letter.get()));
    }
    return kept;
  }
}
