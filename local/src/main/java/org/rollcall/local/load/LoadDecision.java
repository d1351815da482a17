package org.rollcall.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.error.Fault;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/**
 * What a load does with a record. It is a pure function of the rule, the record, and the stored
 * user. See D-128.
 *
 * @param user the user as stored after the load
 * @param losses why the record is held back; empty for other actions
 * @param isPinMissing whether the record stands for a stored PIN, and there is none
 * @param jobValuesKept the number of fields that keep a job's value in a synchronisation
 * @param jobValuesReplaced the number of fields whose job's value a synchronisation replaces
 */
public record LoadDecision(
    Action action,
    User user,
    List<Fault> losses,
    boolean isPinMissing,
    int jobValuesKept,
    int jobValuesReplaced) {

  /** What happens to the stored user. */
  public enum Action {
    CREATE,
    REPLACE,
    /** The stored record is equal, and is not written. */
    KEEP_EQUAL,
    /** The library manages the account, and a synchronisation does not touch it. */
    KEEP_INTERNAL,
    /** The stored user would lose data. */
    HOLD_BACK
  }

  /** Decides what happens to a record. */
  public static LoadDecision of(LoadRule rule, LoadedRecord given, Optional<StoredUser> existing) {
    boolean isMasked = SecretFields.hasMaskedPin(given.user());
    Optional<JsonNode> pin = existing.map(stored -> stored.user().record().get(SecretFields.PIN));
    User loaded =
        isMasked
            ? pin.map(value -> given.user().with(SecretFields.PIN, value))
                .orElseGet(() -> given.user().without(SecretFields.PIN))
            : given.user();
    LoadDecision decision =
        existing
            .map(stored -> of(rule, new LoadedRecord(given.place(), loaded), stored))
            .orElseGet(() -> to(Action.CREATE, loaded));
    return isMasked && pin.isEmpty() ? decision.withPinMissing() : decision;
  }

  private static LoadDecision of(LoadRule rule, LoadedRecord loaded, StoredUser stored) {
    if (stored.state().isReadable() && isEqual(stored.user().record(), loaded.user().record())) {
      return to(Action.KEEP_EQUAL, stored.user());
    }
    return switch (rule) {
      case REPLACE -> to(Action.REPLACE, loaded.user());
      case PROTECT -> {
        List<Fault> losses = Losses.find(stored, loaded);
        yield losses.isEmpty()
            ? to(Action.REPLACE, loaded.user())
            : new LoadDecision(Action.HOLD_BACK, stored.user(), losses, false, 0, 0);
      }
      case SYNCHRONIZE -> synchronize(loaded.user(), stored);
    };
  }

  private static LoadDecision synchronize(User loaded, StoredUser stored) {
    if (Losses.isManagedByLibrary(stored.user())) {
      return to(Action.KEEP_INTERNAL, stored.user());
    }
    Synchronization.Result result = Synchronization.of(stored, loaded);
    boolean isUnchanged = isEqual(stored.user().record(), result.user().record());
    return new LoadDecision(
        isUnchanged ? Action.KEEP_EQUAL : Action.REPLACE,
        result.user(),
        List.of(),
        false,
        result.kept(),
        result.replaced());
  }

  private static LoadDecision to(Action action, User user) {
    return new LoadDecision(action, user, List.of(), false, 0, 0);
  }

  private LoadDecision withPinMissing() {
    return new LoadDecision(action, user, losses, true, jobValuesKept, jobValuesReplaced);
  }

  /** Whether two records are equal. Numbers of other types are equal if their values are. */
  private static boolean isEqual(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : (a.equals(b) ? 0 : 1),
        other);
  }

  /** Whether the user's item is written. */
  public boolean isWritten() {
    return action == Action.CREATE || action == Action.REPLACE;
  }
}
