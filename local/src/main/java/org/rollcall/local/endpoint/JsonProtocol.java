package org.rollcall.local.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.AwsEndpoint.Response;

/**
 * AWS's JSON protocol, versions 1.0 and 1.1. The versions differ only in the content type, and
 * clients accept both.
 *
 * @param target the header {@code X-Amz-Target}: the prefix of the service, a dot and the operation
 */
record JsonProtocol(Map<String, JsonService> services, String target)
    implements AwsEndpoint.Protocol {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Response respond(byte[] request) throws ServiceException {
    int dot = target.indexOf('.');
    @Nullable JsonService service = dot < 0 ? null : services.get(target.substring(0, dot));
    if (service == null) {
      throw new ServiceException(
          "UnknownOperationException", "The operation %s is not supported.".formatted(target));
    }
    return response(200, service.call(target.substring(dot + 1), parse(request)));
  }

  @Override
  public Response error(ServiceException error) {
    ObjectNode body = error.details().deepCopy();
    body.put("__type", error.code()).put("message", error.getMessage());
    return response(error.status(), body);
  }

  private static ObjectNode parse(byte[] request) throws ServiceException {
    try {
      if (JSON.readTree(request) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // The message of the parser is not used because it quotes the request.
    }
    throw new ServiceException("SerializationException", "The request is not a JSON object.");
  }

  private static Response response(int status, ObjectNode body) {
    return new Response(status, "application/x-amz-json-1.1", body.toString());
  }
}
