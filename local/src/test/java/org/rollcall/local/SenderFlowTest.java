package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.LetterJobs.CONVERT;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

/** Senders and recipients that SES has not verified. */
class SenderFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @AfterEach
  void verifyAll() {
    library.sesAccount("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"library@example.edu", "EXAMPLE.EDU"})
  void unverifiedSender_shouldRejectTheJob(String identity) {
    library.load(Patron.external("una"));
    library.sesAccount("{'unverified_senders': ['%s']}".formatted(identity));

    EndedJob job = library.run(CONVERT.formatted("una"));

    assertThat(job.errors())
        .containsOnlyKeys("notify")
        .hasEntrySatisfying(
            "notify",
            error -> assertThat(error).contains("verified the sender library@example.edu"));
    assertThat(library.stored("una").user().code("account_type")).contains("EXTERNAL");
  }

  @Test
  void unverifiedSender_shouldRejectATestOfLetters() {
    library.load(Patron.external("udo"));
    library.sesAccount("{'unverified_senders': ['library@example.edu']}");

    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['udo']},"
                + " 'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.org'}}");

    assertThat(job.errors()).containsOnlyKeys("notify");
  }

  @Test
  void jobWithoutLetters_shouldNotNeedASender() {
    library.load(Patron.external("ugo"));
    library.sesAccount("{'unverified_senders': ['library@example.edu']}");

    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['ugo']},"
                + " 'changes': {'user_group': {'value': 'ALUMNI'}}}");

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void senderThatLosesItsVerification_shouldStopTheJob() {
    library.load(Patron.external("val.a"), Patron.external("val.b"), Patron.external("val.c"));

    EndedJob job =
        library.run(
            TestLibrary.withOneLane(
                FaultyClient.forSes(
                    library.wiring(),
                    request -> {
                      if (request instanceof SendRawEmailRequest) {
                        library.sesAccount("{'unverified_senders': ['example.edu']}");
                      }
                    })),
            CONVERT.formatted("val.a', 'val.b', 'val.c"));

    assertThat(job.status()).isEqualTo("FAILED");
    assertThat(job.reason("val.a")).isEqualTo("SENDER_NOT_VERIFIED");
    assertThat(job.cell("val.a", "letter")).isEqualTo("FAILED");
    assertThat(job.result("val.b")).isEqualTo("NOT_REACHED");
    assertThat(job.reason("val.c")).isEqualTo("SENDER_NOT_VERIFIED");
    assertThat(library.stored("val.c").user().code("account_type")).contains("EXTERNAL");
  }

  @Test
  void unverifiedRecipient_shouldLoseOnlyItsLetter() {
    library.load(Patron.external("rae"), Patron.external("roy"));
    library.sesAccount("{'unverified_recipients': ['rae@example.edu']}");

    EndedJob job = library.run(CONVERT.formatted("rae', 'roy"));

    assertThat(job.reason("rae")).isEqualTo("RECIPIENT_NOT_VERIFIED");
    assertThat(job.cell("rae", "reason")).contains("sandbox");
    assertThat(job.page()).contains("is in the sandbox");
    assertThat(job.cell("roy", "letter")).isEqualTo("SENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "Throttling"})
  void checkThatSesRefuses_shouldBeARemark(String code) {
    library.load(Patron.external("rem." + code));
    Wiring wiring =
        FaultyClient.forSes(
            library.wiring(),
            request -> {
              if (request instanceof GetIdentityVerificationAttributesRequest) {
                throw SesException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                    .build();
              }
            });

    EndedJob job = library.run(wiring, CONVERT.formatted("rem." + code));

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.report().path("remarks").toString()).contains("library@example.edu");
    assertThat(job.page()).contains("did not say whether it has verified");
  }
}
