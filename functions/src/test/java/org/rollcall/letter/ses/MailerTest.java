package org.rollcall.letter.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.ses.SendingStoppedException.Kind;
import org.rollcall.user.EmailAddress;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;

/** What is sent when SES returns errors or does not answer, as the server sees it. */
class MailerTest {

  private static final RenderedLetter LETTER = new RenderedLetter("en", "Hello", "<p>Hi", "Hi");
  private static final LetterSnapshot SNAPSHOT =
      new LetterSnapshot(
          "NEWS",
          "library@example.edu",
          Optional.empty(),
          false,
          OptionalInt.empty(),
          Given.institution("{}"),
          Map.of());

  private static final String ACCEPTED =
      "200 <SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId>"
          + "</SendRawEmailResult></SendRawEmailResponse>";

  /** Java's HTTP client reads its settings only once. Wiring sets them. */
  @BeforeAll
  static void loadWiring() throws ClassNotFoundException {
    Class.forName(Wiring.class.getName());
  }

  private static String error(int status, String code, String message) {
    return "%d <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(status, code, message);
  }

  /**
   * A server that returns the next answer to each request; for an empty one it closes the
   * connection.
   */
  private static final class SesServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket server;
    private final Queue<String> answers;
    private final AtomicInteger requests = new AtomicInteger();
    private final SesClient client;

    SesServer(String... answers) throws IOException {
      this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
      this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
      this.client = client(server.getLocalPort());
      Thread thread = new Thread(this::serve);
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          while (answer(socket)) {}
        } catch (IOException e) {
          // The client closed the connection, or the test is over.
        }
      }
    }

    private boolean answer(Socket socket) throws IOException {
      if (!read(socket.getInputStream())) {
        return false;
      }
      requests.incrementAndGet();
      String answer = answers.remove();
      if (answer.isEmpty()) {
        return false;
      }
      byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 %s OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n"
              .formatted(answer.substring(0, 3), body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      return true;
    }

    /** Reads a request completely; returns false at the end of the connection. */
    private static boolean read(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        head.append((char) next);
      }
      Matcher length = LENGTH.matcher(head);
      if (!length.find()) {
        throw new IOException("a request without a length");
      }
      in.readNBytes(Integer.parseInt(length.group(1)));
      return true;
    }

    private static SesClient client(int port) {
      return SesClient.builder()
          .endpointOverride(URI.create("http://127.0.0.1:" + port))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .overrideConfiguration(SesClientConfiguration.create())
          .build();
    }

    String send() throws LetterRefusedException, SendingStoppedException {
      return new Mailer(client, Optional.empty())
          .send(
              LETTER,
              SNAPSHOT,
              EmailAddress.of("ada@example.edu").orElseThrow(),
              Optional.empty(),
              Instant.parse("2026-11-22T10:00:00Z"));
    }

    SenderCheck check(String sender) {
      return new Mailer(client, Optional.empty())
          .checkSender(EmailAddress.of(sender).orElseThrow());
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  private static void assertUnclear(Throwable error) {
    assertThat(error)
        .isInstanceOfSatisfying(
            MailException.class, e -> assertThat(e.isCertainlyNotSent()).isFalse());
  }

  @Test
  void lostAnswer_shouldNotBeRetried() throws Exception {
    try (SesServer server = new SesServer(ACCEPTED, "", ACCEPTED)) {
      server.send();

      Throwable error = catchThrowable(server::send);

      assertUnclear(error);
      assertThat(server.requests).hasValue(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"500, InternalFailure", "503, ServiceUnavailable"})
  void serverError_shouldNotBeRetried(int status, String code) throws Exception {
    try (SesServer server = new SesServer(error(status, code, "Try later"), ACCEPTED)) {
      Throwable error = catchThrowable(server::send);

      assertUnclear(error);
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void throttledLetter_shouldBeSentAgain() throws Exception {
    String busy = error(400, "Throttling", "Maximum sending rate exceeded.");
    try (SesServer server = new SesServer(busy, busy, ACCEPTED)) {
      assertThat(server.send()).isEqualTo("m-1");
      assertThat(server.requests).hasValue(3);
    }
  }

  @Test
  void exceededDailyQuota_shouldStopSendingWithoutRetry() throws Exception {
    try (SesServer server =
        new SesServer(error(400, "Throttling", "Daily message quota exceeded."))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              SendingStoppedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.QUOTA_SPENT));
      assertThat(server.requests).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AccountSendingPausedException, Email sending is disabled",
    "ConfigurationSetSendingPausedException, Sending is disabled for the configuration set",
    "MessageRejected, Sending paused for this account. For more information see the inbox",
  })
  void pausedAccount_shouldStopSendingWithoutRetry(String code, String message) throws Exception {
    try (SesServer server = new SesServer(error(400, code, message))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              SendingStoppedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PAUSED));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "library@example.edu",
        "Rillcombe Library <LIBRARY@EXAMPLE.EDU>, library@example.edu",
        "example.edu",
        "ada@example.edu, library@example.edu",
        "library@example.edu…",
        "ada@example.edu, library@example.edu..."
      })
  void rejectionThatNamesTheSender_shouldStopSending(String identities) throws Exception {
    try (SesServer server = new SesServer(unverified(identities))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              SendingStoppedException.class,
              e -> assertThat(e.kind()).isEqualTo(Kind.SENDER_NOT_VERIFIED));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada@example.edu | true",
        "my.library@example.edu | true",
        "library@example.education, Ada <ada@example.edu> | true",
        "'' | false"
      })
  void rejectionThatNamesOnlyRecipients_shouldBeOfThisLetter(
      String identities, boolean isRecipientUnverified) throws Exception {
    try (SesServer server = new SesServer(unverified(identities))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              LetterRefusedException.class,
              e -> {
                assertThat(e.reason()).isEqualTo("MessageRejected");
                assertThat(e.isRecipientUnverified()).isEqualTo(isRecipientUnverified);
              });
    }
  }

  private static String unverified(String identities) {
    return error(
        400,
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region"
            + " EU-WEST-1: "
            + identities.replace("<", "&lt;").replace(">", "&gt;"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, not authorized to perform ses:SendRawEmail",
    "400, ConfigurationSetDoesNotExist, Configuration set <rollcall> does not exist"
  })
  void missingRightOrConfiguration_shouldStopSending(int status, String code, String message)
      throws Exception {
    try (SesServer server =
        new SesServer(error(status, code, message.replace("<", "&lt;").replace(">", "&gt;")))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              SendingStoppedException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "circ@mail.example.edu, Pending, VERIFIED",
    "mail.example.edu, Success, VERIFIED",
    "example.edu, Success, VERIFIED",
    "example.edu, Pending, UNVERIFIED",
    "example.edu, Failed, UNVERIFIED",
    "example.edu, TemporaryFailure, UNKNOWN"
  })
  void sender_shouldBeVerifiedByItsAddressOrADomain(
      String identity, String status, SenderCheck expected) throws Exception {
    String entry =
        "<entry><key>%s</key><value><VerificationStatus>%s</VerificationStatus></value></entry>";
    boolean isAddress = identity.contains("@");
    String answer =
        "200 <GetIdentityVerificationAttributesResponse><GetIdentityVerificationAttributesResult>"
            + "<VerificationAttributes>"
            + entry.formatted(identity, status)
            + (isAddress ? entry.formatted("example.edu", "Success") : "")
            + "</VerificationAttributes></GetIdentityVerificationAttributesResult>"
            + "</GetIdentityVerificationAttributesResponse>";
    try (SesServer server = new SesServer(answer)) {
      assertThat(server.check("circ@mail.example.edu")).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "500, InternalFailure"})
  void deniedOrFailedCheck_shouldSayNothingAboutTheSender(int status, String code)
      throws Exception {
    try (SesServer server = new SesServer(error(status, code, "No"))) {
      assertThat(server.check("library@example.edu")).isEqualTo(SenderCheck.UNKNOWN);
    }
  }

  @Test
  void identities_shouldBeTheAddressItsDomainAndItsParents() {
    assertThat(SenderIdentities.of(EmailAddress.of("Circ@a.b.Example.edu").orElseThrow()).all())
        .containsExactly("Circ@a.b.Example.edu", "a.b.example.edu", "b.example.edu", "example.edu");
  }

  @Test
  void unknownError_shouldBeCertainlyNotSent() throws Exception {
    try (SesServer server = new SesServer(error(400, "InvalidTracking", "No such domain"))) {
      assertThat(catchThrowable(server::send))
          .isInstanceOfSatisfying(
              MailException.class,
              e -> {
                assertThat(e.isCertainlyNotSent()).isTrue();
                assertThat(e.code()).isEqualTo("InvalidTracking");
                assertThat(e.reason()).isEqualTo("SesException");
              });
    }
  }

  @Test
  void quotaThatStaysUnavailable_shouldBeRequestedAsOftenAsTheClientRetries() throws Exception {
    String failure = error(500, "InternalFailure", "Try later");
    try (SesServer server =
        new SesServer(Collections.nCopies(99, failure).toArray(String[]::new))) {
      Mailer mailer = new Mailer(server.client, Optional.empty());
      assertThat(catchThrowable(mailer::quota)).isInstanceOf(MailException.class);
      assertThat(server.requests).hasValue(4);
    }
  }

  @Test
  void failedRequestForTheQuota_shouldBeRetried() throws Exception {
    String answer =
        "200 <GetSendQuotaResponse><GetSendQuotaResult><Max24HourSend>200.0</Max24HourSend>"
            + "<MaxSendRate>1.0</MaxSendRate><SentLast24Hours>50.0</SentLast24Hours>"
            + "</GetSendQuotaResult></GetSendQuotaResponse>";
    try (SesServer server = new SesServer("", error(500, "InternalFailure", "Try later"), answer)) {
      SendQuota quota = new Mailer(server.client, Optional.empty()).quota();

      assertThat(quota.lettersPerSecond()).isEqualTo(1);
      assertThat(quota.lettersLeft()).hasValue(150);
    }
  }
}
