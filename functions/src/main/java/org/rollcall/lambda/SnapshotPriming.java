package org.rollcall.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Loads the code of a function before Lambda takes its snapshot (SnapStart): a second instance of
 * the handler gets an example, and calls AWS clients that answer by themselves. So no request
 * leaves the process, and the snapshot has no credentials, no personal data and no random key. See
 * D-188.
 */
@UsesAwsSdk
final class SnapshotPriming implements Resource {

  private static final int OK = 200;
  private static final String EXAMPLE = "snapshot-example";

  /** Kept from garbage collection, since the context of CRaC keeps only weak references. */
  @SuppressWarnings("UnusedVariable")
  private static @Nullable SnapshotPriming registered;

  private final Map<String, String> environment;
  private final Function<Wiring, RequestStreamHandler> constructor;
  private final String request;
  private final SdkHttpClient http;

  /**
   * @param environment the variables of the function
   * @param constructor creates the handler
   * @param request an example of its requests
   * @param http answers the handler's calls
   */
  SnapshotPriming(
      Map<String, String> environment,
      Function<Wiring, RequestStreamHandler> constructor,
      String request,
      SdkHttpClient http) {
    this.environment = environment;
    this.constructor = constructor;
    this.request = request;
    this.http = http;
  }

  /** Primes the handler of this process before its snapshot is taken, if one is taken. */
  static void register(Function<Wiring, RequestStreamHandler> constructor, String request) {
    var priming = new SnapshotPriming(System.getenv(), constructor, request, new EmptyAnswers());
    registered = priming;
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    prime();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  /** The handler and the calls fail, because the answers are empty. */
  void prime() throws IOException {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(EXAMPLE, EXAMPLE));
    Wiring wiring = Wiring.of(environment, http, credentials);
    ignoreFailure(
        () ->
            constructor
                .apply(wiring)
                .handleRequest(
                    new ByteArrayInputStream(request.getBytes(UTF_8)),
                    OutputStream.nullOutputStream(),
                    null));
    ignoreFailure(() -> wiring.users().find(PrimaryId.of(EXAMPLE)));
  }

  /** Code that throws an exception of a handler. */
  private interface Attempt {
    void run() throws IOException;
  }

  @SuppressWarnings("EmptyCatch") // The code is loaded, which is all that is wanted.
  private static void ignoreFailure(Attempt attempt) throws IOException {
    try {
      attempt.run();
    } catch (RuntimeException e) {
      // as expected
    }
  }

  /** Answers each request with an empty JSON object. */
  private static final class EmptyAnswers implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return answer();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  /** An empty JSON object. */
  static HttpExecuteResponse answer() {
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(OK).putHeader("Content-Length", "2").build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream("{}".getBytes(UTF_8))))
        .build();
  }
}
