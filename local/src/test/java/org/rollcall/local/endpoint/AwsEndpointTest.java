package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;

class AwsEndpointTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static AwsEndpoint endpoint;

  @BeforeAll
  static void start() {
    endpoint =
        AwsEndpoint.start(0)
            .addJsonService("AWSStepFunctions", AwsEndpointTest::stepFunctions)
            .addQueryService(
                "1999-01-01", (action, form) -> Map.of("Said", form.getOrDefault("Text", "")));
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  void jsonOperation_shouldReachItsServiceAndItsAnswerTheCaller() {
    try (var sfn = Clients.of(SfnClient.builder(), endpoint)) {
      var started =
          sfn.startExecution(
              request ->
                  request.stateMachineArn("arn:machine").name("job-1").input("{\"set\":\"Zoë\"}"));

      assertThat(started.executionArn()).isEqualTo("arn:machine job-1 {\"set\":\"Zoë\"}");
      assertThat(started.startDate()).hasToString("2026-11-22T10:00:00.250Z");
    }
  }

  @Test
  void errorOfAJsonService_shouldBeTheSdksTypedException() {
    try (var sfn = Clients.of(SfnClient.builder(), endpoint)) {
      assertThatExceptionOfType(ExecutionDoesNotExistException.class)
          .isThrownBy(() -> sfn.describeExecution(request -> request.executionArn("arn:none")))
          .satisfies(
              e -> {
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Execution Does Not Exist: 'arn:none'");
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.requestId()).isNotEmpty();
              });
    }
  }

  @Test
  void bugInAService_shouldBeAnInternalFailure() {
    try (var sfn = Clients.of(SfnClient.builder(), endpoint)) {
      assertThatExceptionOfType(SfnException.class)
          .isThrownBy(() -> sfn.listStateMachines())
          .satisfies(
              e -> {
                assertThat(e.statusCode()).isEqualTo(500);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
              });
    }
  }

  @Test
  void serviceThatIsNotHere_shouldBeRefusedInItsOwnProtocol() {
    try (var kms = Clients.of(KmsClient.builder(), endpoint);
        var ses = Clients.of(SesClient.builder(), endpoint)) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> kms.listKeys())
          .satisfies(
              e ->
                  assertThat(e.awsErrorDetails().errorMessage())
                      .isEqualTo("The operation TrentService.ListKeys is not supported."));
      assertThatExceptionOfType(SesException.class)
          .isThrownBy(() -> ses.getSendQuota())
          .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
    }
  }

  @Test
  void queryOperation_shouldTakeAFormAndGiveXml() throws Exception {
    var answer = post(signed(), "Action=Say&Version=1999-01-01&Text=%3CZo%C3%AB+%26+co%3E");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("<SayResponse><SayResult><Said>&lt;Zoë &amp; co></Said></SayResult>");
  }

  @Test
  void formThatCannotBeRead_shouldBeRefused() throws Exception {
    assertThat(post(signed(), "Action=Say&Version=1999-01-01&Text=%zz").body())
        .contains("<Code>MalformedQueryString</Code>");
    assertThat(post(signed(), "hello").body()).contains("<Code>MalformedQueryString</Code>");
    assertThat(post(signed(), "Version=1999-01-01").body())
        .contains("<Code>MissingParameter</Code>");
  }

  @Test
  void jsonThatCannotBeRead_shouldBeRefusedWithoutQuotingIt() throws Exception {
    var request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("Authorization", signed())
            .header("X-Amz-Target", "AWSStepFunctions.StartExecution")
            .POST(HttpRequest.BodyPublishers.ofString("{\"input\": secret"))
            .build();

    var answer = send(request);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("SerializationException").doesNotContain("secret");
  }

  @Test
  void requestThatIsNotSigned_shouldBeRefused() throws Exception {
    var answer = post("", "Action=Say&Version=1999-01-01");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "", "KEY0", "0KEY"})
  void requestThatAStrangerHasSigned_shouldBeRefused(String id) throws Exception {
    var answer = post(signed(id.replace("KEY", id())), "Action=Say&Version=1999-01-01&Text=x");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Error>").doesNotContain("Said", id());
  }

  @Test
  void clientOfAnotherServer_shouldBeRefused() {
    try (var other = AwsEndpoint.start(0);
        var sfn =
            SfnClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(other.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
      assertThatExceptionOfType(SfnException.class)
          .isThrownBy(() -> sfn.startExecution(start -> start.stateMachineArn("arn:machine")))
          .satisfies(
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("UnrecognizedClientException");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:PORT, 200",
    "localhost:PORT, 200",
    "172.17.0.1:PORT, 200",
    "host.docker.internal:PORT, 200",
    "evil.example:PORT, 403",
    "127.0.0.1.example:PORT, 403",
    "host-docker-internal:PORT, 403",
    "127.0.0.1, 403",
    "localhost:1, 403",
    "127.0.0.1:PORT.evil.example, 403"
  })
  void requestUnderAnotherName_shouldBeRefused(String host, int status) throws Exception {
    int port = endpoint.uri().getPort();
    String form = "Action=Say&Version=1999-01-01&Text=x";
    String request =
        "POST / HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(host.replace("PORT", Integer.toString(port)), signed(), form.length(), form);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      assertThat(answer.readLine()).startsWith("HTTP/1.1 " + status);
      if (status == 403) {
        assertThat(answer.lines())
            .anySatisfy(line -> assertThat(line).contains("host.docker.internal:" + port));
      }
    }
  }

  @Test
  void strangersConnection_shouldBeGoodForOneRefusal() throws Exception {
    int port = endpoint.uri().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
          .startsWith("HTTP/1.1 403 Forbidden")
          .contains("Connection: close");
    }
  }

  @Test
  void requestsThatNeverEnd_shouldNotKeepOthersOutAndBeCutOff() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket stranger = new Socket(InetAddress.getLoopbackAddress(), endpoint.uri().getPort());
        strangers.add(stranger);
        String end = i % 2 == 0 ? "" : "Content-Length: 2\r\n\r\n{";
        stranger.getOutputStream().write(("POST / HTTP/1.1\r\n" + end).getBytes(UTF_8));
      }

      var answer = post(signed(), "Action=Say&Version=1999-01-01&Text=x");

      assertThat(answer.statusCode()).isEqualTo(200);
      for (Socket stranger : strangers) {
        stranger.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(stranger.getInputStream().read()).as("the end of the answer").isNegative();
      }
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void requestThatIsTooLong_shouldBeRefused() throws Exception {
    String text = "x".repeat(AwsEndpoint.MAX_REQUEST_BYTES);

    var answer = post(signed(), "Action=Say&Version=1999-01-01&Text=" + text);

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void portThatIsTaken_shouldBeSaid() {
    int port = endpoint.uri().getPort();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> AwsEndpoint.start(port))
        .withMessageStartingWith("Cannot listen on port %d", port);
  }

  private static String id() {
    return endpoint.credentials().resolveCredentials().accessKeyId();
  }

  private static String signed() {
    return signed(id());
  }

  private static String signed(String id) {
    return "AWS4-HMAC-SHA256 Credential=%s/20261122/us-east-1/ses/aws4_request, Signature=0"
        .formatted(id);
  }

  private static HttpResponse<String> post(String authorization, String form)
      throws IOException, InterruptedException {
    URI uri = endpoint.uri();
    return send(
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode stepFunctions(String operation, ObjectNode request)
      throws ServiceException {
    return switch (operation) {
      case "StartExecution" ->
          JsonNodeFactory.instance
              .objectNode()
              .put(
                  "executionArn",
                  "%s %s %s"
                      .formatted(
                          request.path("stateMachineArn").asText(),
                          request.path("name").asText(),
                          request.path("input").asText()))
              .put("startDate", 1795341600.25);
      case "DescribeExecution" ->
          throw new ServiceException(
              "ExecutionDoesNotExist",
              "Execution Does Not Exist: '%s'".formatted(request.path("executionArn").asText()));
      default -> throw new IllegalStateException("a bug");
    };
  }
}
