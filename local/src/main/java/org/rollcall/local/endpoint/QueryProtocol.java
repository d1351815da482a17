package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.AwsEndpoint.Response;

/** AWS's query protocol: the request is a form, the response is XML. */
record QueryProtocol(Map<String, QueryService> services, String requestId)
    implements AwsEndpoint.Protocol {

  private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

  @Override
  public Response respond(byte[] request) throws ServiceException {
    Map<String, String> form = parse(request);
    String action = remove(form, "Action");
    @Nullable QueryService service = services.get(remove(form, "Version"));
    if (service == null) {
      throw new ServiceException(
          "InvalidAction", "The action %s is not supported.".formatted(action));
    }
    // The SDK takes the first element for the result.
    var elements = new LinkedHashMap<String, Object>();
    elements.put(action + "Result", service.call(action, form));
    elements.put("ResponseMetadata", Map.of("RequestId", requestId));
    return response(200, Map.of(action + "Response", elements));
  }

  @Override
  public Response error(ServiceException error) {
    Map<String, String> details =
        Map.of(
            "Type",
            error.status() < 500 ? "Sender" : "Receiver",
            "Code",
            error.code(),
            "Message",
            String.valueOf(error.getMessage()));
    return response(
        error.status(), Map.of("ErrorResponse", Map.of("Error", details, "RequestId", requestId)));
  }

  private static Map<String, String> parse(byte[] request) throws ServiceException {
    var form = new LinkedHashMap<String, String>();
    for (String pair : new String(request, UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new ServiceException("MalformedQueryString", "The request is not a form.");
      }
      try {
        form.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      } catch (IllegalArgumentException e) {
        throw new ServiceException(
            "MalformedQueryString", "The request contains an invalid escape sequence.");
      }
    }
    return form;
  }

  private static String remove(Map<String, String> form, String name) throws ServiceException {
    @Nullable String value = form.remove(name);
    if (value == null) {
      throw new ServiceException(
          "MissingParameter", "The parameter %s is missing.".formatted(name));
    }
    return value;
  }

  private static Response response(int status, Map<String, ?> elements) {
    var body = new StringWriter();
    try {
      XMLStreamWriter xml = XML.createXMLStreamWriter(body);
      write(xml, elements);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The response cannot be written as XML", e);
    }
    return new Response(status, "text/xml", body.toString());
  }

  /** Writes the content of an element; see {@link QueryService}. */
  private static void write(XMLStreamWriter xml, Object content) throws XMLStreamException {
    if (content instanceof Map<?, ?> elements) {
      for (Map.Entry<?, ?> element : elements.entrySet()) {
        xml.writeStartElement(String.valueOf(element.getKey()));
        write(xml, element.getValue());
        xml.writeEndElement();
      }
    } else if (content instanceof Iterable<?> members) {
      for (Object member : members) {
        write(xml, Map.of("member", member));
      }
    } else if (content instanceof QueryService.Entries entries) {
      for (Map<String, ?> entry : entries.values()) {
        write(xml, Map.of("entry", entry));
      }
    } else {
      xml.writeCharacters(String.valueOf(content));
    }
  }
}
