package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.rollcall.Given;
import org.rollcall.change.kind.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.error.Reason;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** What a job asks for, in the tests of this package. */
public final class Asked {

  /** Whoever asks, on 22 November 2026, at the institution 01RC_INST. */
  static final ChangeContext CONTEXT =
      new ChangeContext(
          PrimaryId.of("MLibrarian"), Instant.parse("2026-11-22T10:00:00.123Z"), "01RC_INST");

  private Asked() {}

  /** Changes without fault. */
  public static Changes changes(String changes) {
    Faults faults = new Faults();
    Changes read = ChangeKinds.read(Given.fields(changes, faults), CodeTables.of(Map.of()));
    assertThat(Given.messages(faults)).isEmpty();
    return read;
  }

  /** A user after some changes. */
  public static User of(User user, String changes) throws ChangeRefusedException {
    return changes(changes).apply(user, CONTEXT);
  }

  /** A user after some changes, unless they cannot be made to this one. */
  public static Optional<User> ifPossible(User user, String changes) {
    try {
      return Optional.of(of(user, changes));
    } catch (BrokenRecordException e) {
      return Optional.empty();
    } catch (ChangeRefusedException e) {
      assertThat(e.reason().code()).isEqualTo(Reason.NO_EXTERNAL_ID);
      return Optional.empty();
    }
  }

  /** An internal user with some further fields. */
  public static User internal(String fields) {
    return Given.user("{primary_id: 's1', account_type: {value: 'INTERNAL'}, " + fields + "}");
  }

  /** An external user with some further fields. */
  public static User external(String fields) {
    return Given.user("{primary_id: 's1', account_type: {value: 'EXTERNAL'}, " + fields + "}");
  }
}
