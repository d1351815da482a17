package org.rollcall.local.seams;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A service of AWS behind {@link InMemoryTransport}. */
@SuppressWarnings("ArrayRecordComponent") // Bodies are not compared.
interface InMemoryService {

  /** An HTTP response. */
  record Response(int status, String contentType, byte[] body) {

    static Response text(int status, String contentType, String body) {
      return new Response(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** An HTTP request, and the SDK's object from which it was created. */
  record Request(SdkRequest origin, SdkHttpRequest http, byte[] body) {}

  /** Processes a request. */
  Response handle(Request request);

  /** A throttling error. */
  Response throttled(Request request);

  /** A server error. */
  Response serverError(Request request);
}
