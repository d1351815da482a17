package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.letter.ses.SendQuota;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LetterQuotaTest {

  @Test
  void letters_thatCannotBeCounted_shouldBeRejected() {
    Job job = JobFixture.job(Optional.empty(), Optional.of("ACCOUNT_UPDATED"), false);
    LetterForecast forecast =
        new LetterForecast(job.execution(), job.request(), unusedTable(), Duration.ZERO);
    Faults faults = new Faults();

    JobAcceptance.checkQuota(
        new SendQuota(1, OptionalLong.of(0), OptionalLong.of(0)),
        forecast,
        List.of(PrimaryId.of("s1")),
        faults);

    assertThat(faults.found())
        .extracting(Fault::code)
        .containsExactly(JobError.TOO_MANY_LETTERS_TO_COUNT.name());
  }

  private static UserTable unusedTable() {
    DynamoDbClient client =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("the table must not be read");
                });
    return new UserTable(client, "users");
  }
}
