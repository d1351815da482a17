package org.rollcall.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobReference;
import org.rollcall.job.BeforeImage;
import org.rollcall.job.JobLetter;
import org.rollcall.job.Undo;
import org.rollcall.json.Json;
import org.rollcall.undo.RecordUndo;
import org.rollcall.undo.RecordUndo.Undone;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Decides what an undo does to a user. See D-173. */
final class UserUndo {

  private final Undo undo;
  private final BeforeImages images;
  private final Instant started;

  /**
   * The decisions of an undo.
   *
   * @param started when the undo started
   */
  UserUndo(Undo undo, BeforeImages images, Instant started) {
    this.undo = undo;
    this.images = images;
    this.started = started;
  }

  /** Whether a change is that of the undone job, and its ledger contains it. */
  boolean isRecorded(PrimaryId id, LastChange change) {
    return change.job().equals(undo.undone()) && images.of(id).isRecorded();
  }

  /** Whether what the undone job changed is lost. */
  boolean isLost(StoredUser stored) {
    return image(stored).isLost();
  }

  /**
   * Whether a function of the undone job may be sending a letter. It cannot be withdrawn now, and
   * the user stays as it is until a retry.
   */
  boolean isSending(StoredUser stored) {
    return letters(stored).anyMatch(this::isBeingSent);
  }

  private boolean isBeingSent(LetterProgress letter) {
    return letter.lease().filter(started::isBefore).isPresent();
  }

  private BeforeImage image(StoredUser stored) {
    return images.of(PrimaryId.of(stored.state().primaryId()));
  }

  Proposal proposal(StoredUser stored) {
    User user = stored.user();
    RollcallState state = stored.state();
    BeforeImage image = image(stored);
    boolean isUsed = !undo.isRedo() && isCredentialUsed(state);
    Undone undone = RecordUndo.of(user, image.changes(), isUsed, laterConversion(user, state));
    return new Proposal(
        undone.user(),
        "",
        withoutOwedLetters(stored),
        remark(undone.left(), isUsed),
        withoutGivenRoles(user, undone.user()),
        undo.isRedo() || hasLetter(stored));
  }

  private static Optional<ReasonText> remark(List<String> left, boolean keepsAccount) {
    String fields = String.join(", ", left);
    if (keepsAccount) {
      String others = left.isEmpty() ? "" : "; changed since, and left alone: " + fields;
      return Optional.of(ReasonText.of(Reason.CREDENTIAL_USED, others));
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(ReasonText.of(Reason.CHANGED_SINCE, fields));
  }

  /** Whether the user has signed in with a temporary password of the undone job. */
  private boolean isCredentialUsed(RollcallState state) {
    return undo.roots().stream()
        .flatMap(root -> state.credentialOf(root).stream())
        .map(IssuedCredential::used)
        .anyMatch(Optional::isPresent);
  }

  /** The other job that has converted the account since; empty if there is none. */
  private Optional<JobReference> laterConversion(User user, RollcallState state) {
    return state
        .jobThatSet("account_type", user)
        .filter(job -> !undo.roots().contains(job))
        .filter(job -> job.started().isAfter(undo.undone().started()));
  }

  /** Whether the user has got the letter of the undone job, or of its redo, or may have got it. */
  private boolean hasLetter(StoredUser stored) {
    return image(stored).hasLetter() || letters(stored).anyMatch(LetterProgress::mayHaveArrived);
  }

  /** The user with the roles that the record has before and after the undo. */
  private static User withoutGivenRoles(User before, User after) {
    if (!(before.get("user_role") instanceof ArrayNode roles)) {
      return before;
    }
    ArrayNode kept = Json.MAPPER.createArrayNode();
    for (JsonNode role : roles) {
      if (hasEntry(after.get("user_role"), role)) {
        kept.add(role);
      }
    }
    return before.with("user_role", kept);
  }

  private static boolean hasEntry(JsonNode list, JsonNode entry) {
    for (JsonNode other : list) {
      if (other.path("role_type").equals(entry.path("role_type"))) {
        return true;
      }
    }
    return false;
  }

  /** The state of the undone job's letter to a user; empty if the user had none. */
  Optional<State> letter(StoredUser stored) {
    return letters(stored)
        .map(LetterProgress::reportedState)
        .reduce((one, other) -> other)
        .or(() -> image(stored).letter());
  }

  /**
   * A user's state without letters that the undone job owes. They are withdrawn also if the rest of
   * the user is not undone: nothing can send them any more. See D-177.
   */
  RollcallState withoutOwedLetters(StoredUser stored) {
    return letters(stored)
        .filter(letter -> letter.isOwed() && !isBeingSent(letter))
        .map(LetterProgress::asWithdrawn)
        .reduce(stored.state(), RollcallState::withLetter, (one, other) -> other);
  }

  /**
   * The letters of the undone job and its redo. A letter that no function has started is not on the
   * user's item; a late invocation could still send it.
   */
  private Stream<LetterProgress> letters(StoredUser stored) {
    List<LetterProgress> onItem =
        undo.roots().stream().flatMap(root -> stored.state().letterOf(root).stream()).toList();
    BeforeImage image = image(stored);
    return onItem.isEmpty() && image.isUnsent()
        ? image.letter().stream()
            .map(letter -> LetterProgress.of(undo.undone(), undo.undone(), type(), letter))
        : onItem.stream();
  }

  private String type() {
    return undo.letter().map(JobLetter::type).orElse("");
  }
}
