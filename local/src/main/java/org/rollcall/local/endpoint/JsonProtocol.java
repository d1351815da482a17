package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.AwsEndpoint.Answer;

/**
 * AWS's JSON protocol, versions 1.0 and 1.1, which differ in the content type alone; the clients
 * take either.
 *
 * @param target the header {@code X-Amz-Target}: a service's prefix, a dot, an operation
 */
record JsonProtocol(Map<String, JsonService> services, String target)
    implements AwsEndpoint.Protocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Answer answer(byte[] request) throws ServiceException {
    int dot = target.indexOf('.');
    @Nullable JsonService service = dot < 0 ? null : services.get(target.substring(0, dot));
    if (service == null) {
      throw new ServiceException(
          "UnknownOperationException", "There is no %s on this machine.".formatted(target));
    }
    return answer(200, service.call(target.substring(dot + 1), parse(request)));
  }

  @Override
  public Answer error(ServiceException error) {
    ObjectNode body = error.details().deepCopy();
    body.put("__type", error.code()).put("message", error.getMessage());
    return answer(error.status(), body);
  }

  private static ObjectNode parse(byte[] request) throws ServiceException {
    try {
      if (JSON.readTree(request) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Said below: the parser's own message would quote the request.
    }
    throw new ServiceException("SerializationException", "The request is not a JSON object.");
  }

  private static Answer answer(int status, ObjectNode body) {
    return new Answer(status, "application/x-amz-json-1.1", body.toString());
  }
}
