package org.rollcall.letter;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.aws.Usage;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;

/** What is sent when SES answers badly or not at all, seen from the other end of the wire. */
class MailerTest {

  private static final Letter.Written LETTER = new Letter.Written("en", "Hello", "<p>Hi", "Hi");
  private static final LetterSnapshot PINNED =
      new LetterSnapshot(
          "NEWS",
          "library@example.edu",
          Optional.empty(),
          false,
          new Institution("01RC_INST", "Library", "", "", "", "en"),
          Map.of());

  private static final String TAKEN =
      "200 <SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId>"
          + "</SendRawEmailResult></SendRawEmailResponse>";

  /** Java's HTTP client reads once for all how it is to be set up. */
  @BeforeAll
  static void setUp() throws ClassNotFoundException {
    Class.forName(Wiring.class.getName());
  }

  private static String error(int status, String code, String message) {
    return "%d <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(status, code, message);
  }

  /** A server that gives each request on its connections the next answer; an empty one is none. */
  private static final class Wire implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket server;
    private final Queue<String> answers;
    private final AtomicInteger requests = new AtomicInteger();
    private final SesClient client;

    Wire(String... answers) throws IOException {
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
          // The client has gone, or the test is over.
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

    /** Reads a request to its end; nothing if the connection is at its end. */
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
          .overrideConfiguration(Mailer.settings())
          .build();
    }

    String send() throws Mailer.Refused, Mailer.Stopped {
      return new Mailer(client, Optional.empty(), new Usage())
          .send(
              LETTER,
              PINNED,
              "ada@example.edu",
              Optional.empty(),
              Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  @Test
  void letterWhoseAnswerIsLost_shouldNotBeSentAgain() throws Exception {
    try (Wire wire = new Wire(TAKEN, "", TAKEN)) {
      wire.send();

      Throwable fault = catchThrowable(wire::send);

      assertThat(fault).isInstanceOf(SdkException.class);
      assertThat(Mailer.isSurelyUnsent((SdkException) fault)).isFalse();
      assertThat(wire.requests).hasValue(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"500, InternalFailure", "503, ServiceUnavailable"})
  void letterOnWhichSesFails_shouldNotBeSentAgain(int status, String code) throws Exception {
    try (Wire wire = new Wire(error(status, code, "Try later"), TAKEN)) {
      Throwable fault = catchThrowable(wire::send);

      assertThat(Mailer.isSurelyUnsent((SdkException) fault)).isFalse();
      assertThat(wire.requests).hasValue(1);
    }
  }

  @Test
  void letterThatIsTooMuchForNow_shouldBeSentAgain() throws Exception {
    String busy = error(400, "Throttling", "Maximum sending rate exceeded.");
    try (Wire wire = new Wire(busy, busy, TAKEN)) {
      assertThat(wire.send()).isEqualTo("m-1");
      assertThat(wire.requests).hasValue(3);
    }
  }

  @Test
  void letterThatIsTooMuchForToday_shouldStopAtOnce() throws Exception {
    try (Wire wire = new Wire(error(400, "Throttling", "Daily message quota exceeded."))) {
      assertThat(catchThrowable(wire::send))
          .isInstanceOfSatisfying(
              Mailer.Stopped.class, stop -> assertThat(stop.isPaused()).isFalse());
      assertThat(wire.requests).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AccountSendingPausedException, Email sending is disabled",
    "ConfigurationSetSendingPausedException, Sending is disabled for the configuration set",
    "MessageRejected, Sending paused for this account. For more information see the inbox",
  })
  void pausedAccount_shouldStopAtOnce(String code, String message) throws Exception {
    try (Wire wire = new Wire(error(400, code, message))) {
      assertThat(catchThrowable(wire::send))
          .isInstanceOfSatisfying(
              Mailer.Stopped.class, stop -> assertThat(stop.isPaused()).isTrue());
    }
  }

  @Test
  void letterThatSesRefuses_shouldBeRefusedForGood() throws Exception {
    try (Wire wire = new Wire(error(400, "MessageRejected", "Email address is not verified"))) {
      assertThat(catchThrowable(wire::send)).isInstanceOf(Mailer.Refused.class);
    }
  }

  @Test
  void faultOfTheSetUp_shouldBeSurelyUnsent() throws Exception {
    try (Wire wire = new Wire(error(400, "ConfigurationSetDoesNotExist", "No such set"))) {
      Throwable fault = catchThrowable(wire::send);

      assertThat(Mailer.isSurelyUnsent((SdkException) fault)).isTrue();
    }
  }

  @Test
  void quotaWhoseAnswerIsLost_shouldBeAskedForAgain() throws Exception {
    String quota =
        "200 <GetSendQuotaResponse><GetSendQuotaResult><Max24HourSend>200.0</Max24HourSend>"
            + "<MaxSendRate>1.0</MaxSendRate><SentLast24Hours>50.0</SentLast24Hours>"
            + "</GetSendQuotaResult></GetSendQuotaResponse>";
    try (Wire wire = new Wire("", error(500, "InternalFailure", "Try later"), quota)) {
      Mailer.Quota found = new Mailer(wire.client, Optional.empty(), new Usage()).quota();

      assertThat(found.lettersPerSecond()).isEqualTo(1);
      assertThat(found.lettersLeft()).hasValue(150);
    }
  }
}
