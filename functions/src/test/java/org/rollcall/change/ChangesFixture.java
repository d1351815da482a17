package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.error.Reason;
import org.rollcall.query.QueryTime;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Reads and applies a job's changes in tests. */
public final class ChangesFixture {

  /** A job of 22 November 2026 at the institution 01RC_INST. */
  static final ChangeContext CONTEXT =
      new ChangeContext(
          PrimaryId.of("MLibrarian"),
          QueryTime.of(Instant.parse("2026-11-22T10:00:00.123Z"), ZoneOffset.UTC),
          "01RC_INST");

  private ChangesFixture() {}

  /** Reads changes, which must have no errors. */
  public static Changes changes(String changes) {
    Faults faults = new Faults();
    Changes read = ChangeKinds.read(Given.fields(changes, faults), CodeTables.of(Map.of()));
    assertThat(Given.messages(faults)).isEmpty();
    return read;
  }

  /** The user after the changes. */
  public static User apply(User user, String changes) throws ChangeRefusedException {
    return changes(changes).apply(user, CONTEXT);
  }

  /** The user after the changes; empty if the record is invalid or would have no external ID. */
  public static Optional<User> tryApply(User user, String changes) {
    try {
      return Optional.of(apply(user, changes));
    } catch (BrokenRecordException e) {
      return Optional.empty();
    } catch (ChangeRefusedException e) {
      assertThat(e.reason().code()).isEqualTo(Reason.NO_EXTERNAL_ID);
      return Optional.empty();
    }
  }

  /** An internal user with more fields. */
  public static User internal(String fields) {
    return Given.user("{primary_id: 's1', account_type: {value: 'INTERNAL'}, " + fields + "}");
  }

  /** An external user with more fields. */
  public static User external(String fields) {
    return Given.user("{primary_id: 's1', account_type: {value: 'EXTERNAL'}, " + fields + "}");
  }
}
