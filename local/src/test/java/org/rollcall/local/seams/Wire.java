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
import org.rollcall.local.seams.Service.Answer;
import org.rollcall.local.seams.Service.Request;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The network between a client of the SDK and a service in this process: it does what {@link
 * FaultInjector} said of the attempt.
 */
final class Wire implements SdkHttpClient {

  /** The SDK's HTTP client waits so long for an answer, where it is not told otherwise. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration NO_TIMEOUT = Duration.ofDays(1);

  private final Aws aws;
  private final Service service;
  private final Duration callTimeout;
  private final Duration attemptTimeout;
  private final List<Late> late = new ArrayList<>();

  /** A request that has not arrived yet. */
  private static final class Late {
    private final Call call;
    private final Request request;
    private int others;

    Late(Call call, Request request, int others) {
      this.call = call;
      this.request = request;
      this.others = others;
    }
  }

  /**
   * @param settings the client's, which say how long a call and an attempt may take
   */
  Wire(Aws aws, Service service, ClientOverrideConfiguration settings) {
    this.aws = aws;
    this.service = service;
    this.callTimeout = settings.apiCallTimeout().orElse(NO_TIMEOUT);
    this.attemptTimeout = settings.apiCallAttemptTimeout().orElse(SOCKET_TIMEOUT);
  }

  boolean isQuiet() {
    return late.isEmpty();
  }

  /** Has all that was held back arrive. */
  void deliverLate() {
    while (!late.isEmpty()) {
      Late one = late.remove(0);
      serve(one.call, one.request, false);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        byte[] body = bytes(execute);
        Call call = Call.current();
        return response(carry(call, new Request(call.request(), execute.httpRequest(), body)));
      }

      @Override
      public void abort() {}
    };
  }

  private Answer carry(Call call, Request request) throws IOException {
    Fault fault = call.fault();
    pass(call, Duration.ZERO);
    switch (fault) {
      case CUT_OFF_BEFORE -> throw cutOff(call);
      case THROTTLED -> {
        return service.throttled(request);
      }
      case BROKEN_BEFORE -> {
        return service.broken(request);
      }
      case KILLED_BEFORE -> throw call.invocation().orElseThrow().die();
      case HELD_BACK -> {
        late.add(new Late(call, request, aws.schedule().lateness()));
        throw cutOff(call);
      }
      case SLOW_BEFORE -> pass(call, aws.schedule().delay());
      default -> {}
    }
    Duration delay = fault == Fault.SLOW_AFTER ? aws.schedule().delay() : Duration.ZERO;
    Answer answer = serve(call, request, !fault.losesAnswer() && isAwaited(call, delay));
    pass(call, delay);
    switch (fault) {
      case CUT_OFF_AFTER -> throw cutOff(call);
      case BROKEN_AFTER -> {
        return service.broken(request);
      }
      case KILLED_AFTER -> throw call.invocation().orElseThrow().die();
      case TWICE -> serve(call, request, false);
      default -> {}
    }
    return answer;
  }

  /**
   * @param isTold whether the caller hears of it
   */
  private Answer serve(Call call, Request request, boolean isTold) {
    Answer answer = service.answer(request);
    aws.served(call, request, answer, isTold);
    for (Late one : List.copyOf(late)) {
      if (--one.others <= 0 && late.remove(one)) {
        serve(one.call, one.request, false);
      }
    }
    return answer;
  }

  private IOException cutOff(Call call) throws IOException {
    if (aws.schedule().chance(0.5)) {
      return new IOException("connection reset");
    }
    pass(call, attemptTimeout);
    return new SocketTimeoutException("read timed out");
  }

  private boolean isAwaited(Call call, Duration delay) {
    return delay.compareTo(attemptTimeout) <= 0
        && !aws.time().now().plus(delay).isAfter(call.start().plus(callTimeout));
  }

  /** Lets time go by, as far as the client waits, and others go on meanwhile. */
  private void pass(Call call, Duration delay) throws IOException {
    boolean isAwaited = isAwaited(call, delay);
    Instant now = aws.time().now();
    Instant patience = call.start().plus(callTimeout);
    boolean isOver = now.plus(min(delay, attemptTimeout)).isAfter(patience);
    Duration waited = isOver ? Duration.between(now, patience) : min(delay, attemptTimeout);
    aws.time().sleep(waited);
    if (isOver) {
      throw ApiCallTimeoutException.create(callTimeout.toMillis());
    }
    if (!isAwaited) {
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

  private static HttpExecuteResponse response(Answer answer) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("Content-Length", Integer.toString(answer.body().length))
                .putHeader("x-amzn-RequestId", "in-process")
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {}
}
