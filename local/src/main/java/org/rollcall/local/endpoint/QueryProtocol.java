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
    Map<String, ?> result = service.call(action, form);
    return response(
        200,
        xml -> {
          xml.writeStartElement(action + "Response");
          xml.writeStartElement(action + "Result");
          writeAll(xml, result);
          xml.writeEndElement();
          xml.writeStartElement("ResponseMetadata");
          write(xml, "RequestId", requestId);
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  @Override
  public Response error(ServiceException error) {
    return response(
        error.status(),
        xml -> {
          xml.writeStartElement("ErrorResponse");
          xml.writeStartElement("Error");
          write(xml, "Type", error.status() < 500 ? "Sender" : "Receiver");
          write(xml, "Code", error.code());
          write(xml, "Message", String.valueOf(error.getMessage()));
          xml.writeEndElement();
          write(xml, "RequestId", requestId);
          xml.writeEndElement();
        });
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

  private static Response response(int status, Content content) {
    var body = new StringWriter();
    try {
      XMLStreamWriter xml = XML.createXMLStreamWriter(body);
      content.write(xml);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The response cannot be written as XML", e);
    }
    return new Response(status, "text/xml", body.toString());
  }

  private static void writeAll(XMLStreamWriter xml, Map<?, ?> elements) throws XMLStreamException {
    for (Map.Entry<?, ?> element : elements.entrySet()) {
      write(xml, String.valueOf(element.getKey()), element.getValue());
    }
  }

  private static void write(XMLStreamWriter xml, String name, Object value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    if (value instanceof Map<?, ?> elements) {
      writeAll(xml, elements);
    } else if (value instanceof Iterable<?> members) {
      for (Object member : members) {
        write(xml, "member", member);
      }
    } else {
      xml.writeCharacters(String.valueOf(value));
    }
    xml.writeEndElement();
  }

  /** The content of a response. */
  private interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }
}
