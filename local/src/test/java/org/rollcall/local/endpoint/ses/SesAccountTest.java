package org.rollcall.local.endpoint.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.services.ses.model.AccountSendingPausedException;
import software.amazon.awssdk.services.ses.model.SesException;

class SesAccountTest extends SesServiceFixture {

  @Test
  void account_shouldBeEnabled() {
    assertThat(ses.getAccountSendingEnabled().enabled()).isTrue();
  }

  @Test
  void pausedAccount_shouldSendNothingUntilItIsEnabled() {
    AtomicBoolean enabled = new AtomicBoolean(true);
    register(() -> new SesAccount(500, 14, enabled.get()), Clock.fixed(NOW, ZoneOffset.UTC));
    send(LETTER);

    enabled.set(false);

    assertThat(ses.getAccountSendingEnabled().enabled()).isFalse();
    assertThatExceptionOfType(AccountSendingPausedException.class)
        .isThrownBy(() -> send(LETTER))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(ses.getSendQuota().sentLast24Hours()).isEqualTo(1);

    enabled.set(true);
    send(LETTER);
    assertThat(filesInInbox()).hasSize(2);
  }

  @Test
  void unreadableAccount_shouldSendNothingAndReturnTheError() {
    register(
        () -> {
          throw new ServiceException("AccountUnknown", "the file is invalid");
        },
        Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("the file is invalid");
    assertThat(filesInInbox()).isEmpty();
  }

  @Test
  void unverifiedIdentities_shouldBeNamed() {
    register(
        new SesAccount(500, 14, true, List.of("Example.EDU"), List.of("zoe@example.org")), NOW);

    assertThat(
            ses.getIdentityVerificationAttributes(
                    request -> request.identities("a@lib.example.edu", "a@b.example", "b.example"))
                .verificationAttributes())
        .extractingByKeys("a@lib.example.edu", "a@b.example", "b.example")
        .extracting(found -> found == null ? "" : found.verificationStatusAsString())
        .containsExactly("Pending", "Success", "");
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("US-EAST-1: library@example.edu, zoe@example.org")
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MessageRejected"));
    assertThat(filesInInbox()).isEmpty();
  }

  @Test
  void quota_shouldCountTheLast24HoursAcrossRestarts() {
    register(new SesAccount(500, 14, true), NOW.minus(Duration.ofHours(25)));
    send(LETTER);
    register(new SesAccount(500, 14, true), NOW.minus(Duration.ofHours(23)));
    send(LETTER);
    register(new SesAccount(500, 14, true), NOW);
    send(LETTER);

    var quota = ses.getSendQuota();

    assertThat(quota.max24HourSend()).isEqualTo(500);
    assertThat(quota.maxSendRate()).isEqualTo(14);
    assertThat(quota.sentLast24Hours()).isEqualTo(2);
  }

  @Test
  void letterBeyondTheDailyQuota_shouldBeThrottled() {
    register(new SesAccount(1, 14, true), NOW);
    send(LETTER);

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("Daily message quota exceeded.")
        .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
  }

  @Test
  void lettersBeyondTheSendRate_shouldBeThrottled() {
    register(new SesAccount(500, 2, true), NOW);
    send(LETTER);
    send(LETTER);

    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> send(LETTER))
        .withMessageContaining("Maximum sending rate exceeded.")
        .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());

    register(new SesAccount(500, 2, true), NOW.plusSeconds(1));
    assertThat(send(LETTER)).isNotEmpty();
  }
}
