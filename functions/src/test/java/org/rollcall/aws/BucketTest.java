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
import software.amazon.awssdk.core.exception.SdkClientException;
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

/** Objects that do not arrive as they are. */
class BucketTest {

  private static final String TEXT = "primary_id\nada\nbob\n";

  private static final Map<String, String> CHECKSUM = Map.of("x-amz-checksum-crc32", "JskIZw==");

  /** What the network gives in answer to each request, one after the other. */
  private static final class Network implements SdkHttpClient {

    private final List<SdkHttpRequest> requests = new ArrayList<>();
    private final List<HttpExecuteResponse> answers = new ArrayList<>();

    /** An object's answer, of which only some bytes arrive. */
    Network with(String sent, Map<String, String> headers, String arrives) {
      return with(
          sent, headers, new ByteArrayInputStream(arrives.getBytes(StandardCharsets.UTF_8)));
    }

    /** An answer whose connection breaks before the first byte of the object. */
    Network breaking(String sent) {
      return with(
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

    private Network with(String sent, Map<String, String> headers, InputStream arrives) {
      SdkHttpResponse.Builder response =
          SdkHttpResponse.builder()
              .statusCode(200)
              .putHeader(
                  "Content-Length", Integer.toString(sent.getBytes(StandardCharsets.UTF_8).length));
      headers.forEach(response::putHeader);
      answers.add(
          HttpExecuteResponse.builder()
              .response(response.build())
              .responseBody(AbortableInputStream.create(arrives))
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
                  Bucket.settings().toBuilder()
                      .retryStrategy(
                          StandardRetryStrategy.builder()
                              .maxAttempts(2)
                              .backoffStrategy(BackoffStrategy.retryImmediately())
                              .build())
                      .build())
              .build(),
          "bucket",
          new Usage());
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

  /** Each way to read an object. */
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
  void objectThatArrives_shouldBeRead(Reading reading) throws Exception {
    assertThat(reading.read(new Network().with(TEXT, CHECKSUM, TEXT).bucket())).isEqualTo(TEXT);
    assertThat(reading.read(new Network().with("", Map.of(), "").bucket())).isEmpty();
  }

  /** A set that is cut short would be a smaller set. */
  @ParameterizedTest
  @EnumSource
  void objectThatEndsEarly_shouldNotBeTakenForAWholeOne(Reading reading) {
    for (String part : List.of("", "primary_id\nada\n")) {
      Network network = new Network().with(TEXT, Map.of(), part).with(TEXT, Map.of(), part);

      assertThatThrownBy(() -> reading.read(network.bucket()))
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("ended before its last byte");
    }
  }

  @ParameterizedTest
  @EnumSource
  void objectThatIsNotAsItWasPut_shouldBeRefused(Reading reading) {
    Network network = new Network().with(TEXT, CHECKSUM, TEXT.replace("bob", "eve"));

    assertThatThrownBy(() -> reading.read(network.bucket()))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("different checksum");
    assertThat(network.requests)
        .allSatisfy(
            request ->
                assertThat(request.firstMatchingHeader("x-amz-checksum-mode")).hasValue("ENABLED"));
  }

  /** As with those that the console puts, or that are put in parts. */
  @ParameterizedTest
  @CsvSource({"x-amz-checksum-crc64nvme, AAAAAAAAAAA=", "x-amz-checksum-crc32, AAAAAA==-2"})
  void checksumThatTheSdkDoesNotKnow_shouldBeNoObstacle(String header, String checksum)
      throws Exception {
    for (Reading reading : Reading.values()) {
      assertThat(reading.read(new Network().with(TEXT, Map.of(header, checksum), TEXT).bucket()))
          .isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionThatBreaks_shouldBeAFailureOfS3(Reading reading) {
    Network network = new Network().breaking(TEXT).breaking(TEXT);

    assertThatThrownBy(() -> reading.read(network.bucket()))
        .isInstanceOf(SdkClientException.class)
        .hasRootCauseMessage("Connection reset");
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "BOUNDED"})
  void objectThatArrivesTheSecondTime_shouldBeRead(Reading reading) throws Exception {
    assertThat(reading.read(new Network().breaking(TEXT).with(TEXT, CHECKSUM, TEXT).bucket()))
        .isEqualTo(TEXT);
    assertThat(
            reading.read(
                new Network().with(TEXT, Map.of(), "pri").with(TEXT, CHECKSUM, TEXT).bucket()))
        .isEqualTo(TEXT);
  }

  @Test
  void objectThatIsTooLarge_shouldNotBeRead() {
    Network network = new Network().breaking("x".repeat(101));

    assertThatThrownBy(() -> network.bucket().get("set.csv", 100))
        .isInstanceOf(ObjectTooLargeException.class);
  }
}
