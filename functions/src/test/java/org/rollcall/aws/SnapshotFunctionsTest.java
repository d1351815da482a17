package org.rollcall.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class SnapshotFunctionsTest {

  private static final List<String> FOR_JOBS = List.of("f:live");
  private static final List<String> FOR_LETTERS = List.of("g:live", "h:live");

  /** Lambda, which rejects the invocations of some functions. */
  private static final class Lambda implements LambdaClient {

    private final Map<String, SdkException> errors;
    private final List<InvokeRequest> invocations = new ArrayList<>();

    Lambda(Map<String, SdkException> errors) {
      this.errors = errors;
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      invocations.add(request);
      SdkException error = errors.get(request.functionName());
      if (error != null) {
        throw error;
      }
      return InvokeResponse.builder().statusCode(200).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static boolean areReady(Lambda lambda) {
    return new SnapshotFunctions(() -> lambda, FOR_JOBS, FOR_LETTERS).test(true);
  }

  @ParameterizedTest
  @CsvSource({"f:live", "g:live", "h:live"})
  void functionWithoutSnapshot_shouldNotBeReady(String function) {
    Lambda lambda =
        new Lambda(Map.of(function, SnapStartNotReadyException.builder().message("no").build()));

    assertThat(areReady(lambda)).isFalse();
    assertThat(lambda.invocations)
        .as("Lambda makes all snapshots at the same time")
        .extracting(InvokeRequest::functionName)
        .containsExactly("f:live", "g:live", "h:live");
    assertThat(lambda.invocations)
        .allSatisfy(call -> assertThat(call.payload().asUtf8String()).isEqualTo("null"));
  }

  @ParameterizedTest
  @CsvSource({"f:live, false", "g:live, true", "h:live, true"})
  void jobWithoutLetters_shouldNotNeedTheFunctionsForLetters(String function, boolean isReady) {
    Lambda lambda =
        new Lambda(Map.of(function, SnapStartNotReadyException.builder().message("no").build()));

    assertThat(new SnapshotFunctions(() -> lambda, FOR_JOBS, FOR_LETTERS).test(false))
        .isEqualTo(isReady);
    assertThat(lambda.invocations).hasSize(1);
  }

  @Test
  void functionsWhoseStateIsUnknown_shouldBeReady() {
    Map<String, SdkException> errors =
        Map.of(
            "f:live",
            TooManyRequestsException.builder().message("no").build(),
            "g:live",
            LambdaException.builder().statusCode(403).message("no").build(),
            "h:live",
            SdkClientException.create("no"));

    assertThat(areReady(new Lambda(errors))).isTrue();
    assertThat(areReady(new Lambda(Map.of()))).isTrue();
  }

  @Test
  void stackWithoutSnapshots_shouldBeReadyWithoutAClient() {
    SnapshotFunctions none =
        new SnapshotFunctions(
            () -> {
              throw new AssertionError("no client is needed");
            },
            List.of(),
            List.of());

    assertThat(none.test(true)).isTrue();
  }
}
