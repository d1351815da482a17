package org.rollcall.local.seams;

import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A service of AWS behind {@link Wire}. */
@SuppressWarnings("ArrayRecordComponent") // Bytes as they are on the wire, which nobody compares.
interface Service {

  /** An HTTP response. */
  record Answer(int status, String contentType, byte[] body) {

    static Answer text(int status, String contentType, String body) {
      return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A request as it arrives, and the SDK's object that it was made of. */
  record Request(SdkRequest origin, SdkHttpRequest http, byte[] body) {}

  /** Does what is asked. */
  Answer answer(Request request);

  /** Asks to go slower. */
  Answer throttled(Request request);

  /** Says that it failed. */
  Answer broken(Request request);
}
