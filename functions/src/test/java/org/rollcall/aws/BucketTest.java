package org.rollcall.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Downloads that arrive truncated, damaged or not at all. */
class BucketTest {

  private static final String TEXT = "primary_id\nada\nbob\n";

  private static final Map<String, String> CHECKSUM = Map.of("x-amz-checksum-crc32", "JskIZw==");

  /** An HTTP client that returns prepared answers in order. */
  private static final class FakeHttpClient implements SdkHttpClient {

    private final List<SdkHttpRequest> requests = new ArrayList<>();
    private final List<HttpExecuteResponse> answers = new ArrayList<>();

    /** Adds an answer of which only some bytes arrive. */
    FakeHttpClient answer(String sent, Map<String, String> headers, String received) {
      return answer(
          sent, headers, new ByteArrayInputStream(received.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds an answer whose connection breaks before the first byte of the object. */
    FakeHttpClient brokenAnswer(String sent) {
      return answer(
          sent,
          Map.of(),
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new SocketException("Connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
              throw new SocketException("Connection reset");
            }
          });
    }

    private FakeHttpClient answer(String sent, Map<String, String> headers, InputStream received) {
      SdkHttpResponse.Builder response =
          SdkHttpResponse.builder()
              .statusCode(200)
              .putHeader(
                  "Content-Length", Integer.toString(sent.getBytes(StandardCharsets.UTF_8).length));
      headers.forEach(response::putHeader);
      answers.add(
          HttpExecuteResponse.builder()
              .response(response.build())
              .responseBody(AbortableInputStream.create(received))
              .build());
      return this;
    }

    Bucket bucket() {
      return new Bucket(
          S3Client.builder()
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
              .httpClient(this)
              .overrideConfiguration(
                  Bucket.clientConfiguration().toBuilder()
                      .retryStrategy(
                          StandardRetryStrategy.builder()
                              .maxAttempts(2)
                              .backoffStrategy(BackoffStrategy.retryImmediately())
                              .build())
                      .build())
              .build(),
          "bucket");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(request.httpRequest());
      HttpExecuteResponse answer = answers.remove(0);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return answer;
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  /** All ways to read an object. */
  private enum Reading {
    WHOLE {
      @Override
      String read(Bucket bucket) {
        return text(bucket.get("set.csv").orElseThrow());
      }
    },
    BOUNDED {
      @Override
      String read(Bucket bucket) throws ObjectTooLargeException {
        return text(bucket.get("set.csv", 100).orElseThrow());
      }
    },
    STREAM {
      @Override
      String read(Bucket bucket) throws IOException {
        try (InputStream stream = bucket.open("set.csv").orElseThrow()) {
          return text(stream.readAllBytes());
        }
      }
    },
    BYTE_BY_BYTE {
      @Override
      String read(Bucket bucket) throws IOException {
        try (InputStream stream = bucket.open("set.csv").orElseThrow()) {
          return IntStream.generate(() -> next(stream))
              .takeWhile(next -> next >= 0)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
        }
      }

      private static int next(InputStream stream) {
        try {
          return stream.read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };

    abstract String read(Bucket bucket) throws IOException, ObjectTooLargeException;

    private static String text(byte[] content) {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void completeObject_shouldBeRead(Reading reading) throws Exception {
    assertThat(reading.read(new FakeHttpClient().answer(TEXT, CHECKSUM, TEXT).bucket()))
        .isEqualTo(TEXT);
    assertThat(reading.read(new FakeHttpClient().answer("", Map.of(), "").bucket())).isEmpty();
  }

  /** A truncated set would be a valid smaller set. */
  @ParameterizedTest
  @EnumSource
  void truncatedObject_shouldBeAnError(Reading reading) {
    for (String part : List.of("", "primary_id\nada\n")) {
      FakeHttpClient http =
          new FakeHttpClient().answer(TEXT, Map.of(), part).answer(TEXT, Map.of(), part);

      assertThatThrownBy(() -> reading.read(http.bucket()))
          .isInstanceOf(BucketException.class)
          .cause()
          .hasMessageContaining("ended before its last byte");
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedObject_shouldBeAnError(Reading reading) {
    FakeHttpClient http = new FakeHttpClient().answer(TEXT, CHECKSUM, TEXT.replace("bob", "eve"));

    assertThatThrownBy(() -> reading.read(http.bucket()))
        .isInstanceOf(BucketException.class)
        .cause()
        .hasMessageContaining("different checksum");
    assertThat(http.requests)
        .allSatisfy(
            request ->
                assertThat(request.firstMatchingHeader("x-amz-checksum-mode")).hasValue("ENABLED"));
  }

  /** The console and multipart uploads create such checksums. */
  @ParameterizedTest
  @CsvSource({"x-amz-checksum-crc64nvme, AAAAAAAAAAA=", "x-amz-checksum-crc32, AAAAAA==-2"})
  void checksumOfUnknownAlgorithm_shouldBeIgnored(String header, String checksum) throws Exception {
    for (Reading reading : Reading.values()) {
      assertThat(
              reading.read(
                  new FakeHttpClient().answer(TEXT, Map.of(header, checksum), TEXT).bucket()))
          .isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokenConnection_shouldBeAnError(Reading reading) {
    FakeHttpClient http = new FakeHttpClient().brokenAnswer(TEXT).brokenAnswer(TEXT);

    assertThatThrownBy(() -> reading.read(http.bucket()))
        .isInstanceOf(BucketException.class)
        .hasRootCauseMessage("Connection reset");
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "BOUNDED"})
  void objectThatArrivesAtTheSecondAttempt_shouldBeRead(Reading reading) throws Exception {
    assertThat(
            reading.read(
                new FakeHttpClient().brokenAnswer(TEXT).answer(TEXT, CHECKSUM, TEXT).bucket()))
        .isEqualTo(TEXT);
    assertThat(
            reading.read(
                new FakeHttpClient()
                    .answer(TEXT, Map.of(), "pri")
                    .answer(TEXT, CHECKSUM, TEXT)
                    .bucket()))
        .isEqualTo(TEXT);
  }

  @Test
  void tooLargeObject_shouldNotBeRead() {
    FakeHttpClient http = new FakeHttpClient().brokenAnswer("x".repeat(1025));

    assertThatThrownBy(() -> http.bucket().get("set.csv", 1024))
        .isInstanceOf(ObjectTooLargeException.class)
        .hasMessage("is larger than 1 KiB");
  }
}
