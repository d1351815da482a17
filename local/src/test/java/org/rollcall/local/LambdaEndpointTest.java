package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.local.LambdaServer.Response;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.execution.StateFailedException;

/** Functions that another program offers over HTTP. */
class LambdaEndpointTest {

  private static final JsonNode PAYLOAD = Given.json("{'job_id': 'été'}");

  private static StateFailedException failure(Response response) {
    try (LambdaServer server = LambdaServer.start((path, body) -> response)) {
      server.endpoint().invoke("ReportJob", PAYLOAD);
    } catch (StateFailedException e) {
      return e;
    }
    throw new AssertionError("the invocation succeeded");
  }

  @Test
  void answer_shouldBeTheResultOfTheFunction() throws StateFailedException {
    try (LambdaServer server =
        LambdaServer.start((path, body) -> Response.ok("{\"letters\": \"Größe\"}"))) {
      JsonNode result = server.endpoint().invoke("ReportJob", PAYLOAD);

      assertThat(result).isEqualTo(Given.json("{'letters': 'Größe'}"));
      assertThat(server.requests())
          .containsExactly("/2015-03-31/functions/ReportJob/invocations {\"job_id\":\"été\"}");
    }
  }

  @Test
  void errorOfAFunction_shouldHaveItsNameAndMessage() {
    StateFailedException failure =
        failure(
            Response.functionError(
                """
                {"errorMessage": "no members", "errorType": "org.example.EmptyException",
                 "stackTrace": ["a", "b"]}
                """));

    assertThat(failure.error()).contains("org.example.EmptyException");
    assertThat(Given.json(failure.cause().orElseThrow()).path("errorMessage").asText())
        .isEqualTo("no members");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"errorMessage\": \"exit status 1\"}", "null", "[]"})
  void errorOfAFunctionWithoutAType_shouldBeUnknown(String body) {
    assertThat(failure(Response.functionError(body)).error()).contains("Lambda.Unknown");
  }

  /** The errors of Lambda, and of SAM, whose names are shorter. */
  @ParameterizedTest
  @CsvSource({
    "404, ResourceNotFoundException:http://internal.example/, Lambda.ResourceNotFoundException",
    "404, ResourceNotFound, Lambda.ResourceNotFoundException",
    "429, TooManyRequestsException, Lambda.TooManyRequestsException",
    "500, Service, Lambda.ServiceException",
    "501, ContainerCreationFailed, Lambda.ContainerCreationFailedException",
    "502, , Lambda.ServiceException",
    "403, , Lambda.Unknown",
  })
  void errorOfLambda_shouldHaveItsNameInStepFunctions(int status, String type, String error) {
    Map<String, String> headers = type == null ? Map.of() : Map.of("x-amzn-errortype", type);

    StateFailedException failure =
        failure(new Response(status, headers, "{\"Message\": \"It is not here\"}"));

    assertThat(failure.error()).contains(error);
    assertThat(failure.cause().orElseThrow())
        .contains("ReportJob", "HTTP status " + status, "It is not here");
  }

  /** SAM answers with an empty body if a function exceeds its time limit. */
  @ParameterizedTest
  @ValueSource(strings = {"", "<html></html>", "{\"half\": ", "OK", "1 2"})
  void answerThatIsNotJson_shouldFailWithASentence(String body) {
    StateFailedException failure = failure(Response.ok(body));

    assertThat(failure.error()).contains("Lambda.Unknown");
    assertThat(failure.cause().orElseThrow())
        .contains("answered an invocation of ReportJob with a text that is not JSON");
  }

  @Test
  void errorPage_shouldFailWithItsStatus() {
    StateFailedException failure = failure(new Response(503, Map.of(), "<html></html>"));

    assertThat(failure.error()).contains("Lambda.ServiceException");
    assertThat(failure.cause().orElseThrow()).contains("HTTP status 503");
  }

  @Test
  void endpointThatDoesNotRespond_shouldBeNamed() {
    LambdaServer server = LambdaServer.start((path, body) -> Response.ok("{}"));
    LambdaEndpoint endpoint = server.endpoint();
    server.close();

    assertThatExceptionOfType(StateFailedException.class)
        .isThrownBy(() -> endpoint.invoke("ReportJob", PAYLOAD))
        .satisfies(
            e -> {
              assertThat(e.error()).contains("Lambda.SdkClientException");
              assertThat(e.cause().orElseThrow()).contains(server.url() + " did not respond");
            });
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(endpoint::requireReachable)
        .withMessageContaining(
            "nothing was changed: the Lambda endpoint " + server.url() + " does not respond");
  }

  @Test
  void endpointThatRespondsWithAnError_shouldBeReachable() throws ServiceException {
    try (LambdaServer server = LambdaServer.start((path, body) -> Response.ok("{}"))) {
      server.endpoint().requireReachable();
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:3001, 3001",
    "http://localhost:3001/, 3001",
    "https://lambda.example.edu, 443",
    "http://lambda.example.edu, 80",
    "http://[::1]:9000, 9000",
  })
  void url_shouldBeAccepted(String url, int port) {
    assertThat(LambdaEndpoint.at(url).map(LambdaEndpoint::port)).isEqualTo(Optional.of(port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:3001",
        "localhost:3001",
        "http:",
        "http://",
        "http://:3001",
        "http://host:port",
        "ftp://127.0.0.1:3001",
        "file:///tmp",
        "http://127.0.0.1:3001/2015-03-31",
        "http://127.0.0.1:3001?a=b",
        "http://127.0.0.1:3001/#a",
        "http://me:secret@127.0.0.1:3001",
        "http://127.0.0.1:3001 ",
      })
  void urlOfAnotherForm_shouldBeRefused(String url) {
    assertThat(LambdaEndpoint.at(url)).isEmpty();
  }
}
