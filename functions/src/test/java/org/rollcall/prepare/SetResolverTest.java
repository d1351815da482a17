package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.set.FakeS3;
import org.rollcall.set.JobSource;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.UserSource;
import org.rollcall.user.UserPredicate;

class SetResolverTest {

  private static final UserSource USERS = List.of(Given.user("{primary_id: 'ada'}"))::forEach;

  private static Membership resolve(Duration timeout) {
    Faults faults = new Faults();
    SetDefinition set =
        new SetDefinition.Logical(
            UserPredicate.read(Given.fields("{query: 'true'}", faults), "query").orElseThrow());
    return new SetResolver(USERS, JobSource.NOBODY, new Bucket(new FakeS3(), "bucket"), timeout)
        .resolve(set, Given.TIME);
  }

  @Test
  void set_thatTakesTooLong_shouldRejectTheJob() {
    assertThatExceptionOfType(JobRejectedException.class)
        .isThrownBy(() -> resolve(Duration.ZERO))
        .satisfies(
            rejected ->
                assertThat(rejected.faults())
                    .singleElement()
                    .hasToString(
                        "Fault[code=SET_TIMEOUT, path=set, message=takes too long: the set was not"
                            + " resolved within 0 minutes; make its query simpler]"));
  }

  @Test
  void set_withinTheTimeout_shouldBeResolved() {
    assertThat(resolve(Duration.ofMinutes(10)).size()).isEqualTo(1);
  }
}
