package org.rollcall.update;

import static org.rollcall.Given.user;

import java.time.Instant;
import java.util.Optional;
import org.rollcall.job.JobFixture;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/** Updates and users for tests. */
final class UserUpdateFixture {

  static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  static final Instant EXPIRE = Instant.parse("2026-12-22T10:00:00Z");
  static final String PASSWORD_CHANGE = "NOTIFY_PASSWORD_CHANGE";
  static final String EMAIL =
      ", contact_info: {email: [{email_address: 'a@example.edu', preferred: true}]}";
  static final String TO_INTERNAL = "{account_type: {value: 'INTERNAL'}}";
  static final String TO_EXTERNAL =
      "{account_type: {value: 'EXTERNAL'}, external_id: {value: 'SIS'}}";
  static final String ALUMNI = "{user_group: {value: 'ALUMNI'}}";

  private UserUpdateFixture() {}

  static UserUpdate updateWith(String changes) {
    return JobFixture.update(JobFixture.job(Optional.of(changes), Optional.empty(), false));
  }

  static UserUpdate updateWith(String changes, String letter) {
    return JobFixture.update(JobFixture.job(Optional.of(changes), Optional.of(letter), false));
  }

  static UserUpdate notificationWith(String letter) {
    return JobFixture.update(JobFixture.job(Optional.empty(), Optional.of(letter), false));
  }

  static StoredUser stored(String fields) {
    return new StoredUser(
        user("{primary_id: 'S1', " + fields + "}"), RollcallState.initial(PrimaryId.of("S1")));
  }

  static StoredUser external(String more) {
    return stored("account_type: 'EXTERNAL', external_id: 'SIS'" + more);
  }

  static StoredUser internal(String more) {
    return stored("account_type: 'INTERNAL'" + more);
  }
}
