package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.rollcall.json.Fault;
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
   * @throws JobNotStarted with what the function has against it
   * @throws StackFault if the function is not reached, or fails
   * @throws SdkClientException if there is no way to it
   */
  Started start(JsonNode input) throws JobNotStarted {
    ContentStreamProvider body = () -> new ByteArrayInputStream(Json.bytes(input));
    SignedRequest signed = sign(body);
    HttpExecuteRequest request =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(body))
            .build();
    try {
      HttpExecuteResponse response = http.prepareRequest(request).call();
      JsonNode answer = read(response);
      int status = response.httpResponse().statusCode();
      if (response.httpResponse().isSuccessful()) {
        return new Started(answer.path("job_id").asText(), answer.path("execution_arn").asText());
      }
      if (answer.has("errors") && status < 500) {
        throw new JobNotStarted(faults(answer.path("errors")));
      }
      throw fault(status, answer);
    } catch (IOException e) {
      throw SdkClientException.create("the stack's StartUrl does not answer", e);
    }
  }

  private SignedRequest sign(ContentStreamProvider body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(url)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/json")
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

  private static JsonNode read(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      return Json.MAPPER.createObjectNode();
    }
    try (InputStream body = response.responseBody().get()) {
      return Json.MAPPER.readTree(body);
    }
  }

  private static List<Fault> faults(JsonNode errors) {
    try {
      return Json.MAPPER.readerFor(new TypeReference<List<Fault>>() {}).readValue(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackFault fault(int status, JsonNode answer) {
    if (answer.has("errors")) {
      return new StackFault(
          "the job was not started: %s.".formatted(answer.at("/errors/0/message").asText()));
    }
    String message = answer.path("Message").asText(answer.path("message").asText());
    return status == 403
        ? new StackFault(
            "AWS does not let you call the stack's StartUrl: %s. docs/access.md says which rights it takes."
                .formatted(message))
        : new StackFault(
            "the stack's function StartJob failed (%d): %s. Its log may say more."
                .formatted(status, message));
  }
}
