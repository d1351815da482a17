package org.rollcall.local.seams;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.local.seams.InMemoryService.Request;
import org.rollcall.local.seams.InMemoryService.Response;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The network between a client of the SDK and a service in this process. It executes the fault that
 * {@link FaultInjector} has chosen for the attempt.
 */
final class InMemoryTransport implements SdkHttpClient {

  /** The default socket timeout of the SDK's HTTP client. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration NO_TIMEOUT = Duration.ofDays(1);

  private final InMemoryAws aws;
  private final InMemoryService service;
  private final Duration callTimeout;
  private final Duration attemptTimeout;
  private final List<DelayedRequest> delayed = new ArrayList<>();

  /** A request that arrives after later requests. */
  private static final class DelayedRequest {
    private final AwsCall call;
    private final Request request;
    private int remainingRequests;

    DelayedRequest(AwsCall call, Request request, int remainingRequests) {
      this.call = call;
      this.request = request;
      this.remainingRequests = remainingRequests;
    }
  }

  /**
   * @param settings the client's settings, which have its timeouts
   */
  InMemoryTransport(
      InMemoryAws aws, InMemoryService service, ClientOverrideConfiguration settings) {
    this.aws = aws;
    this.service = service;
    this.callTimeout = settings.apiCallTimeout().orElse(NO_TIMEOUT);
    this.attemptTimeout = settings.apiCallAttemptTimeout().orElse(SOCKET_TIMEOUT);
  }

  boolean isQuiet() {
    return delayed.isEmpty();
  }

  /** Delivers all delayed requests. */
  void deliverDelayed() {
    while (!delayed.isEmpty()) {
      DelayedRequest next = delayed.remove(0);
      serve(next.call, next.request, false);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        byte[] body = bytes(execute);
        AwsCall call = AwsCall.current();
        return response(transmit(call, new Request(call.request(), execute.httpRequest(), body)));
      }

      @Override
      public void abort() {}
    };
  }

  private Response transmit(AwsCall call, Request request) throws IOException {
    Fault fault = call.fault();
    waitFor(call, Duration.ZERO);
    switch (fault) {
      case CONNECTION_LOST_BEFORE -> throw connectionLost(call);
      case THROTTLED -> {
        return service.throttled(request);
      }
      case SERVER_ERROR_BEFORE -> {
        return service.serverError(request);
      }
      case KILLED_BEFORE -> throw call.invocation().orElseThrow().kill();
      case DELIVERED_LATE -> {
        delayed.add(new DelayedRequest(call, request, aws.schedule().requestsBeforeDelivery()));
        throw connectionLost(call);
      }
      case SLOW_BEFORE -> waitFor(call, aws.schedule().delay());
      default -> {}
    }
    Duration delay = fault == Fault.SLOW_AFTER ? aws.schedule().delay() : Duration.ZERO;
    Response response =
        serve(call, request, !fault.losesResponse() && isWithinTimeouts(call, delay));
    waitFor(call, delay);
    switch (fault) {
      case CONNECTION_LOST_AFTER -> throw connectionLost(call);
      case SERVER_ERROR_AFTER -> {
        return service.serverError(request);
      }
      case KILLED_AFTER -> throw call.invocation().orElseThrow().kill();
      case DUPLICATED -> serve(call, request, false);
      default -> {}
    }
    return response;
  }

  /**
   * @param isAnswered whether the caller receives the response
   */
  private Response serve(AwsCall call, Request request, boolean isAnswered) {
    aws.otherProgram().beginRequest(call, request);
    Response response = service.handle(request);
    aws.recordRequest(call, request, response, isAnswered);
    for (DelayedRequest next : List.copyOf(delayed)) {
      if (--next.remainingRequests <= 0 && delayed.remove(next)) {
        serve(next.call, next.request, false);
      }
    }
    return response;
  }

  private IOException connectionLost(AwsCall call) throws IOException {
    if (aws.schedule().chance(0.5)) {
      return new IOException("connection reset");
    }
    waitFor(call, attemptTimeout);
    return new SocketTimeoutException("read timed out");
  }

  private boolean isWithinTimeouts(AwsCall call, Duration delay) {
    return delay.compareTo(attemptTimeout) <= 0
        && !aws.time().now().plus(delay).isAfter(call.start().plus(callTimeout));
  }

  /** Waits for a delay or until a timeout of the client. Other tasks run meanwhile. */
  private void waitFor(AwsCall call, Duration delay) throws IOException {
    boolean isWithinTimeouts = isWithinTimeouts(call, delay);
    Instant now = aws.time().now();
    Instant callEnd = call.start().plus(callTimeout);
    boolean isTimeout = now.plus(min(delay, attemptTimeout)).isAfter(callEnd);
    Duration waited = isTimeout ? Duration.between(now, callEnd) : min(delay, attemptTimeout);
    aws.time().sleep(waited);
    if (isTimeout) {
      throw ApiCallTimeoutException.create(callTimeout.toMillis());
    }
    if (!isWithinTimeouts) {
      throw new SocketTimeoutException("read timed out");
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static byte[] bytes(HttpExecuteRequest execute) {
    return execute
        .contentStreamProvider()
        .map(
            content -> {
              try (InputStream stream = content.newStream()) {
                return stream.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse(new byte[0]);
  }

  private static HttpExecuteResponse response(Response response) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(response.status())
                .putHeader("Content-Type", response.contentType())
                .putHeader("Content-Length", Integer.toString(response.body().length))
                .putHeader("ETag", InMemoryS3.eTag(response.body()))
                .putHeader("x-amzn-RequestId", "in-process")
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
        .build();
  }

  @Override
  public void close() {}
}
