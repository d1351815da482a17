package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

class SnapshotPrimingTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "users",
          "LINK_TABLE_NAME", "links",
          "BUCKET_NAME", "objects",
          "PASSWORD_KEY_ID", "alias/key",
          "START_JOBS_ONLY_BY_IDENTITY", "false");

  static Stream<Arguments> functionsWithSnapshots() {
    return Stream.of(
        function(UpdateUser::new, UpdateUser.EXAMPLE, "GetObject", "BatchGetItem"),
        function(NotifyUser::new, NotifyUser.EXAMPLE, "GetObject", "BatchGetItem"),
        function(RecordDelivery::new, RecordDelivery.EXAMPLE, "BatchGetItem"));
  }

  private static Arguments function(
      Function<Wiring, RequestStreamHandler> constructor, String example, String... calls) {
    return Arguments.of(constructor, example, List.of(calls));
  }

  @ParameterizedTest
  @MethodSource("functionsWithSnapshots")
  void priming_shouldReadWithCredentialsOfItsOwnAndWriteNothing(
      Function<Wiring, RequestStreamHandler> constructor, String example, List<String> calls)
      throws IOException {
    var http = new RecordingHttp();
    System.setProperty("aws.region", "us-east-1");

    new SnapshotPriming(ENVIRONMENT, constructor, example, http).prime();

    assertThat(http.requests.stream().map(SnapshotPrimingTest::operation))
        .containsExactlyElementsOf(calls);
    assertThat(http.requests)
        .allSatisfy(
            request ->
                assertThat(request.firstMatchingHeader("Authorization"))
                    .hasValueSatisfying(
                        signature -> assertThat(signature).contains("=snapshot-example/")));
  }

  private static String operation(SdkHttpRequest request) {
    return request
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.replaceFirst(".*\\.", ""))
        .orElse(request.method().name().equals("GET") ? "GetObject" : request.method().name());
  }

  private static final class RecordingHttp implements SdkHttpClient {

    private final List<SdkHttpRequest> requests = new ArrayList<>();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(request.httpRequest());
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return SnapshotPriming.answer();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
