package org.rollcall.local.endpoint.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.letter.ses.SesClientConfiguration;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;

/** The client without HTTP answers as the client of the SDK does, which calls the same service. */
class InProcessSesClientTest extends SesServiceFixture {

  private static final SesAccount LIMITED =
      new SesAccount(5, 1, true, List.of("new@example.edu"), List.of("zoe@example.org"));

  private static final SesAccount ONE_A_SECOND = new SesAccount(5, 1, true);

  private final Deque<SesAccount> accounts = new ArrayDeque<>();
  private final List<Duration> delays = new ArrayList<>();

  private SesClient client(SesAccount... inThisOrder) {
    accounts.addAll(List.of(inThisOrder));
    SesAccount.Source source = () -> accounts.size() > 1 ? accounts.remove() : accounts.element();
    register(source, Clock.fixed(NOW, ZoneOffset.UTC));
    SesService service =
        new SesService(
            new Inbox(inbox, events),
            source,
            tags -> Optional.ofNullable(tags.get("reader")),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new InProcessSesClient(
        service, SesClientConfiguration.create().retryStrategy().orElseThrow(), delays::add);
  }

  @Test
  void letter_shouldBeInTheInboxWithItsTagsAndEvents() throws Exception {
    String id =
        client(SesAccount.UNLIMITED)
            .sendRawEmail(
                request ->
                    letter(request)
                        .source("library@example.edu")
                        .destinations("zoe@example.org", "ada@example.org")
                        .configurationSetName("rollcall")
                        .tags(MessageTag.builder().name("reader").value("Zoe_1").build()))
            .messageId();

    assertThat(file(id))
        .contains(
            "Delivered-To: zoe@example.org",
            "Delivered-To: ada@example.org",
            "X-SES-CONFIGURATION-SET: rollcall",
            "X-SES-MESSAGE-TAGS: reader=Zoe_1")
        .endsWith(LETTER);
    assertThat(filesInInbox()).singleElement().asString().contains("Zoe_1");
    assertThat(events.resolve(id + ".json")).exists();
  }

  @Test
  void quotaAndSenders_shouldBeThoseOfTheOtherClient() {
    SesClient client = client(LIMITED);

    assertThat(client.getSendQuota()).hasToString(ses.getSendQuota().toString());
    assertThat(
            client.getIdentityVerificationAttributes(
                of -> of.identities("new@example.edu", "old@example.edu", "example.edu")))
        .hasToString(
            ses.getIdentityVerificationAttributes(
                    of -> of.identities("new@example.edu", "old@example.edu", "example.edu"))
                .toString());
  }

  @Test
  void refusedLetter_shouldHaveTheErrorOfTheOtherClient_andNotBeRetried() {
    SesClient client = client(LIMITED);

    SesException refused = refusal(client);

    SesException other = refusal(ses);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MessageRejected");
    assertThat(other.awsErrorDetails().errorCode()).isEqualTo("MessageRejected");
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo(other.awsErrorDetails().errorMessage());
    assertThat(refused.statusCode()).isEqualTo(other.statusCode());
    assertThat(delays).isEmpty();
  }

  private static SesException refusal(SesClient client) {
    return catchThrowableOfType(
        SesException.class, () -> client.sendRawEmail(request -> letter(request)));
  }

  @Test
  void letterAboveTheRate_shouldBeSentAfterDelays() {
    SesClient client = client(ONE_A_SECOND, ONE_A_SECOND, ONE_A_SECOND, SesAccount.UNLIMITED);
    client.sendRawEmail(request -> letter(request));

    client.sendRawEmail(request -> letter(request));

    assertThat(delays).hasSize(2).noneMatch(Duration::isNegative);
    assertThat(filesInInbox()).hasSize(2);
  }

  @Test
  void letterThatStaysAboveTheRate_shouldBeGivenUpAfterEightAttempts() {
    SesClient client = client(ONE_A_SECOND);
    client.sendRawEmail(request -> letter(request));

    assertThat(refusal(client).isThrottlingException()).isTrue();
    assertThat(delays).hasSize(7);
    assertThat(filesInInbox()).hasSize(1);
  }

  @Test
  void dailyQuotaAndFailedService_shouldNotBeRetried() {
    SesClient spent = client(new SesAccount(0, 5, true));
    SesClient failed =
        new InProcessSesClient(
            (action, parameters) -> {
              throw new ServiceException(500, "InternalFailure", "the disk is full");
            },
            SesClientConfiguration.create().retryStrategy().orElseThrow(),
            delays::add);

    assertThat(refusal(spent).getMessage()).contains("Daily message quota");
    assertThatExceptionOfType(SesException.class)
        .isThrownBy(() -> failed.sendRawEmail(request -> letter(request)))
        .matches(e -> e.statusCode() == 500)
        .withMessageContaining("the disk is full");
    assertThat(delays).isEmpty();
  }
}
