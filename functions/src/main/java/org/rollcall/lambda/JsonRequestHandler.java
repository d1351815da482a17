package org.rollcall.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobRejectedException;

/** Reads a function's request and writes its answer, both JSON. */
final class JsonRequestHandler {

  /** Lambda's own bound on a synchronous request, in bytes. */
  private static final int LARGEST = 6 * 1024 * 1024;

  private JsonRequestHandler() {}

  /** The request is not one that the function knows. */
  static final class BadRequest extends RuntimeException {
    BadRequest(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Answers one request.
   *
   * @throws BadRequest if it is no JSON of the type, has unknown keys, or is too large
   * @throws JobRejectedException as the state machine knows it
   * @throws FunctionFailedException in the place of whatever else goes wrong
   */
  static <Q, A> void answer(InputStream in, OutputStream out, Class<Q> type, Function<Q, A> answer)
      throws IOException {
    answer(in, out, Json.MAPPER.readerFor(type), answer);
  }

  /**
   * Answers one request that is written in another manner than Rollcall's own.
   *
   * @param reader of the type
   * @throws BadRequest if it cannot be read, or is too large
   */
  static <Q, A> void answer(
      InputStream in, OutputStream out, ObjectReader reader, Function<Q, A> answer)
      throws IOException {
    byte[] request = in.readNBytes(LARGEST + 1);
    if (request.length > LARGEST) {
      throw new BadRequest("the request is larger than " + LARGEST + " bytes");
    }
    Q question;
    try {
      question = reader.readValue(request);
    } catch (JsonProcessingException e) {
      throw new BadRequest(
          "the request is not a "
              + reader.getValueType().getRawClass().getSimpleName()
              + " of this function");
    }
    out.write(Json.bytes(answered(question, answer)));
  }

  private static <Q, A> A answered(Q question, Function<Q, A> answer) {
    try {
      return answer.apply(question);
    } catch (JobRejectedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw FunctionFailedException.by(e);
    }
  }
}
