package org.rollcall.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.rollcall.cli.command.CommandException;
import org.rollcall.id.JobId;
import org.rollcall.json.Json;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The URL of the function {@code StartJob}, which starts jobs with the caller's identity. */
final class StartUrl {

  private static final int MIN_SERVER_ERROR = 500;
  private static final int FORBIDDEN = 403;

  private final URI url;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final SdkHttpClient http;

  StartUrl(URI url, String region, AwsCredentialsIdentity credentials, SdkHttpClient http) {
    this.url = url;
    this.region = region;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * Starts a job.
   *
   * @throws JobRefusedException if the function refuses the job
   * @throws CommandException if the function fails, or if it is unknown whether the job was started
   * @throws SdkClientException if the URL cannot be reached
   */
  StartedJob start(JsonNode input) throws JobRefusedException {
    byte[] bytes = Json.bytes(input);
    ContentStreamProvider body = () -> new ByteArrayInputStream(bytes);
    SignedRequest signed = sign(body, bytes.length);
    HttpExecuteRequest request =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(body))
            .build();
    try {
      return startedJob(http.prepareRequest(request).call());
    } catch (UnknownHostException | ConnectException e) {
      throw SdkClientException.create("the stack's StartUrl does not answer", e);
    } catch (IOException e) {
      throw CommandException.failed(
          StackError.START_URL_NO_RESPONSE, String.valueOf(e.getMessage()));
    }
  }

  private static StartedJob startedJob(HttpExecuteResponse response)
      throws IOException, JobRefusedException {
    int status = response.httpResponse().statusCode();
    JsonNode body = read(response);
    if (response.httpResponse().isSuccessful()) {
      return new StartedJob(
          new JobId(body.path("job_id").asText()), body.path("execution_arn").asText());
    }
    if (body.has("errors") && status < MIN_SERVER_ERROR) {
      throw new JobRefusedException(JobErrors.read(body));
    }
    throw failure(status, body);
  }

  /**
   * Signs the request. The content length makes Java stream the body, and so prevents automatic
   * retries.
   */
  private SignedRequest sign(ContentStreamProvider body, int length) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(url)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Length", Integer.toString(length))
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            signing ->
                signing
                    .identity(credentials)
                    .request(request)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  /**
   * The response's JSON. A response that is not JSON, such as an error page of Lambda, becomes an
   * object with the text as {@code Message}.
   */
  private static JsonNode read(HttpExecuteResponse response) throws IOException {
    byte[] body = new byte[0];
    if (response.responseBody().isPresent()) {
      try (InputStream in = response.responseBody().get()) {
        body = in.readAllBytes();
      }
    }
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      return Json.MAPPER.createObjectNode().put("Message", text);
    }
  }

  private static CommandException failure(int status, JsonNode body) {
    if (body.has("errors")) {
      return CommandException.failed(
          StackError.START_JOB_ERROR, body.at("/errors/0/message").asText());
    }
    String message = body.path("Message").asText(body.path("message").asText());
    return status == FORBIDDEN
        ? CommandException.failed(StackError.START_URL_DENIED, message)
        : CommandException.failed(StackError.START_JOB_FAILED, status, message);
  }
}
