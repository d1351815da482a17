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

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  static AwsEndpoint endpoint;

  @BeforeAll
  static void start() {
    endpoint =
        AwsEndpoint.start(0, ServerKey.random())
            .addJsonService("AWSStepFunctions", AwsEndpointTest::stepFunctions)
            .addQueryService(
                "1999-01-01", (action, form) -> Map.of("Echo", form.getOrDefault("Text", "")));
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  @Test
  void jsonOperation_shouldReturnTheServicesResponse() {
    try (var sfn = AwsClients.create(SfnClient.builder(), endpoint)) {
      var started =
          sfn.startExecution(
              request ->
                  request.stateMachineArn("arn:machine").name("job-1").input("{\"set\":\"Zoë\"}"));

      assertThat(started.executionArn()).isEqualTo("arn:machine job-1 {\"set\":\"Zoë\"}");
      assertThat(started.startDate()).hasToString("2026-11-22T10:00:00.250Z");
    }
  }

  @Test
  void errorOfAJsonService_shouldBeATypedExceptionInTheSdk() {
    try (var sfn = AwsClients.create(SfnClient.builder(), endpoint)) {
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
  void exceptionInAService_shouldBeAnInternalFailure() {
    try (var sfn = AwsClients.create(SfnClient.builder(), endpoint)) {
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
  void unknownService_shouldBeRejectedInItsOwnProtocol() {
    try (var kms = AwsClients.create(KmsClient.builder(), endpoint);
        var ses = AwsClients.create(SesClient.builder(), endpoint)) {
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
  void queryOperation_shouldAcceptAFormAndReturnXml() throws Exception {
    var response =
        post(authorization(), "Action=Repeat&Version=1999-01-01&Text=%3CZo%C3%AB+%26+co%3E");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("<RepeatResponse><RepeatResult><Echo>&lt;Zoë &amp; co></Echo></RepeatResult>");
  }

  @Test
  void invalidForm_shouldBeRejected() throws Exception {
    assertThat(post(authorization(), "Action=Repeat&Version=1999-01-01&Text=%zz").body())
        .contains("<Code>MalformedQueryString</Code>");
    assertThat(post(authorization(), "hello").body()).contains("<Code>MalformedQueryString</Code>");
    assertThat(post(authorization(), "Version=1999-01-01").body())
        .contains("<Code>MissingParameter</Code>");
  }

  @Test
  void invalidJson_shouldBeRejectedWithoutQuotingIt() throws Exception {
    var request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("Authorization", authorization())
            .header("X-Amz-Target", "AWSStepFunctions.StartExecution")
            .POST(HttpRequest.BodyPublishers.ofString("{\"input\": secret"))
            .build();

    var response = send(request);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("SerializationException").doesNotContain("secret");
  }

  @Test
  void unsignedRequest_shouldBeRejected() throws Exception {
    var response = post("", "Action=Repeat&Version=1999-01-01");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "", "KEY0", "0KEY"})
  void requestWithAnotherKeyId_shouldBeRejected(String id) throws Exception {
    var response =
        post(authorization(id.replace("KEY", id())), "Action=Repeat&Version=1999-01-01&Text=x");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Error>").doesNotContain("Echo", id());
  }

  @Test
  void clientOfAnotherServer_shouldBeRejected() {
    try (var other = AwsEndpoint.start(0, ServerKey.random());
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
  void requestForAnotherHostName_shouldBeRejected(String host, int status) throws Exception {
    int port = endpoint.uri().getPort();
    String form = "Action=Repeat&Version=1999-01-01&Text=x";
    String request =
        "POST / HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                host.replace("PORT", Integer.toString(port)), authorization(), form.length(), form);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      BufferedReader response =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      assertThat(response.readLine()).startsWith("HTTP/1.1 " + status);
      if (status == 403) {
        assertThat(response.lines())
            .anySatisfy(line -> assertThat(line).contains("host.docker.internal:" + port));
      }
    }
  }

  @Test
  void unauthenticatedConnection_shouldBeClosedAfterOneResponse() throws Exception {
    int port = endpoint.uri().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      BufferedReader response =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      assertThat(response.lines().takeWhile(line -> !line.isEmpty()))
          .startsWith("HTTP/1.1 403 Forbidden")
          .contains("Connection: close");
    }
  }

  @Test
  void incompleteRequests_shouldNotBlockOthersAndTimeOut() throws Exception {
    List<Socket> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), endpoint.uri().getPort());
        connections.add(connection);
        String end = i % 2 == 0 ? "" : "Content-Length: 2\r\n\r\n{";
        connection.getOutputStream().write(("POST / HTTP/1.1\r\n" + end).getBytes(UTF_8));
      }

      var response = post(authorization(), "Action=Repeat&Version=1999-01-01&Text=x");

      assertThat(response.statusCode()).isEqualTo(200);
      for (Socket connection : connections) {
        connection.setSoTimeout((int) TIMEOUT.toMillis());
        assertThat(connection.getInputStream().read()).as("the end of the stream").isNegative();
      }
    } finally {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void requestThatIsTooLong_shouldBeRejected() throws Exception {
    String text = "x".repeat(AwsEndpoint.MAX_REQUEST_BYTES);

    var response = post(authorization(), "Action=Repeat&Version=1999-01-01&Text=" + text);

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void portInUse_shouldBeReported() {
    int port = endpoint.uri().getPort();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> AwsEndpoint.start(port, ServerKey.random()))
        .withMessageStartingWith("Cannot listen on port %d", port);
  }

  private static String id() {
    return endpoint.credentials().resolveCredentials().accessKeyId();
  }

  private static String authorization() {
    return authorization(id());
  }

  private static String authorization(String id) {
    return "AWS4-HMAC-SHA256 Credential=%s/20261122/us-east-1/ses/aws4_request, Signature=0"
        .formatted(id);
  }

  private static HttpResponse<String> post(String authorization, String form)
      throws IOException, InterruptedException {
    URI uri = endpoint.uri();
    return send(
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
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
      default -> throw new IllegalStateException("a defect");
    };
  }
}
