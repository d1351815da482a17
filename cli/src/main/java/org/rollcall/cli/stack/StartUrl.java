package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rollcall.error.Fault;
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

/** The URL of the function {@code StartJob}, which starts jobs in the name of whoever calls it. */
final class StartUrl {

  private static final int SERVER_FAULTS = 500;

  private final URI url;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final SdkHttpClient http;

  /**
   * @param credentials whose the call is
   */
  StartUrl(URI url, String region, AwsCredentialsIdentity credentials, SdkHttpClient http) {
    this.url = requireNonNull(url, "url is null");
    this.region = requireNonNull(region, "region is null");
    this.credentials = requireNonNull(credentials, "credentials is null");
    this.http = requireNonNull(http, "http is null");
  }

  /**
   * Starts a job.
   *
   * @throws JobRefusedException with what the function has against it
   * @throws StackException if the function fails, or does not say whether it has started the job
   * @throws SdkClientException if there is no way to it
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
      return started(http.prepareRequest(request).call());
    } catch (UnknownHostException | ConnectException e) {
      throw SdkClientException.create("there is no way to the stack's StartUrl", e);
    } catch (IOException e) {
      throw StackException.failed(
          "the stack's StartUrl has not answered (%s), and it is not known whether it has started the job. Look among the executions before you start it again."
              .formatted(e.getMessage()));
    }
  }

  private static StartedJob started(HttpExecuteResponse response)
      throws IOException, JobRefusedException {
    int status = response.httpResponse().statusCode();
    JsonNode answer = read(response);
    if (response.httpResponse().isSuccessful()) {
      return new StartedJob(
          new JobId(answer.path("job_id").asText()), answer.path("execution_arn").asText());
    }
    if (answer.has("errors") && status < SERVER_FAULTS) {
      throw new JobRefusedException(faults(answer.path("errors")));
    }
    throw fault(status, answer);
  }

  /** With a length, so that Java sends the body as it comes, and never a second time by itself. */
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

  /** The answer, or as a message what is no JSON: Lambda's own words are not. */
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
      String words = new String(body, StandardCharsets.UTF_8).strip();
      return Json.MAPPER.createObjectNode().put("Message", words);
    }
  }

  private static List<Fault> faults(JsonNode errors) {
    try {
      return Json.MAPPER.readerFor(new TypeReference<List<Fault>>() {}).readValue(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackException fault(int status, JsonNode answer) {
    if (answer.has("errors")) {
      return StackException.failed(
          "the stack's StartUrl says: %s.".formatted(answer.at("/errors/0/message").asText()));
    }
    String message = answer.path("Message").asText(answer.path("message").asText());
    return status == 403
        ? StackException.failed(
            "AWS does not let you call the stack's StartUrl: %s. docs/access.md says which rights it takes."
                .formatted(message))
        : StackException.failed(
            "the stack's function StartJob failed (%d): %s. Its log may say more."
                .formatted(status, message));
  }
}
