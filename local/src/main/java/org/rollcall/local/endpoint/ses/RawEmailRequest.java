package org.rollcall.local.endpoint.ses;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.local.endpoint.ServiceException;

/**
 * A valid request for {@code SendRawEmail}.
 *
 * @param sender the envelope sender, which receives bounces
 * @param recipients 1 to 50 addresses
 * @param tags each {@code name=value}
 */
record RawEmailRequest(
    RawMessage message,
    String sender,
    List<String> recipients,
    List<String> tags,
    Optional<String> configurationSet) {

  /** The maximum size of a message in API version 1, in bytes. */
  static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  static final int MAX_RECIPIENTS = 50;

  private static final Set<String> SINGLE_PARAMETERS =
      Set.of("RawMessage.Data", "Source", "ConfigurationSetName");
  private static final Pattern LIST_PARAMETER =
      Pattern.compile("(Destinations\\.member|Tags\\.member)\\.(\\d{1,9})(?:\\.(Name|Value))?");
  private static final Pattern TAG_TEXT = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  RawEmailRequest {
    recipients = List.copyOf(recipients);
    tags = List.copyOf(tags);
  }

  static RawEmailRequest parse(Map<String, String> parameters) throws ServiceException {
    for (String name : parameters.keySet()) {
      if (!SINGLE_PARAMETERS.contains(name) && !LIST_PARAMETER.matcher(name).matches()) {
        throw invalid("The local SES does not support the parameter %s.".formatted(name));
      }
    }
    RawMessage message = RawMessage.parse(data(parameters));
    List<String> from = EmailAddresses.parse(required(message, "From"));
    if (from.isEmpty()) {
      throw invalid("Missing final '@domain'");
    }
    Optional<String> source = Optional.ofNullable(parameters.get("Source"));
    return new RawEmailRequest(
        message,
        source.isPresent() ? singleAddress(source.get()) : from.get(0),
        recipients(parameters, message),
        tags(parameters),
        configurationSet(parameters));
  }

  private static byte[] data(Map<String, String> parameters) throws ServiceException {
    byte[] data;
    try {
      data = Base64.getDecoder().decode(parameters.getOrDefault("RawMessage.Data", ""));
    } catch (IllegalArgumentException e) {
      throw invalid("The message is not valid base64.");
    }
    if (data.length > MAX_MESSAGE_BYTES) {
      throw invalid(
          "Message length is more than %d bytes long: '%d'."
              .formatted(MAX_MESSAGE_BYTES, data.length));
    }
    return data;
  }

  private static String required(RawMessage message, String field) throws ServiceException {
    Optional<String> value = message.value(field);
    if (value.isEmpty()) {
      throw invalid("Missing required header '%s'.".formatted(field));
    }
    return value.get();
  }

  private static String singleAddress(String text) throws ServiceException {
    List<String> addresses = EmailAddresses.parse(text);
    if (addresses.size() != 1) {
      throw invalid("Missing final '@domain'");
    }
    return addresses.get(0);
  }

  private static List<String> recipients(Map<String, String> parameters, RawMessage message)
      throws ServiceException {
    var recipients = new ArrayList<String>();
    for (String destination : elements(parameters, "Destinations.member", "").values()) {
      recipients.add(singleAddress(destination));
    }
    if (recipients.isEmpty()) {
      for (String field : List.of("To", "Cc", "Bcc")) {
        recipients.addAll(EmailAddresses.parse(message.value(field).orElse("")));
      }
    }
    if (recipients.isEmpty()) {
      throw invalid("Missing required header 'To'.");
    }
    if (recipients.size() > MAX_RECIPIENTS) {
      throw invalid("Recipient count exceeds %d.".formatted(MAX_RECIPIENTS));
    }
    return recipients;
  }

  private static List<String> tags(Map<String, String> parameters) throws ServiceException {
    Map<Integer, String> names = elements(parameters, "Tags.member", "Name");
    Map<Integer, String> values = elements(parameters, "Tags.member", "Value");
    if (!names.keySet().equals(values.keySet())) {
      throw invalid("A tag must have a name and a value.");
    }
    var tags = new ArrayList<String>();
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      tags.add(
          validTagText(name.getValue())
              + "="
              + validTagText(values.getOrDefault(name.getKey(), "")));
    }
    return tags;
  }

  private static Optional<String> configurationSet(Map<String, String> parameters)
      throws ServiceException {
    Optional<String> name = Optional.ofNullable(parameters.get("ConfigurationSetName"));
    return name.isPresent() ? Optional.of(validTagText(name.get())) : name;
  }

  /**
   * The elements of a list by their number.
   *
   * @param member the member of each element, such as {@code Name}; empty if the elements are text
   */
  private static Map<Integer, String> elements(
      Map<String, String> parameters, String list, String member) {
    var elements = new TreeMap<Integer, String>();
    parameters.forEach(
        (name, value) -> {
          Matcher parts = LIST_PARAMETER.matcher(name);
          if (parts.matches()
              && parts.group(1).equals(list)
              && member.equals(parts.group(3) == null ? "" : parts.group(3))) {
            elements.put(Integer.valueOf(parts.group(2)), value);
          }
        });
    return elements;
  }

  private static String validTagText(String text) throws ServiceException {
    if (!TAG_TEXT.matcher(text).matches()) {
      throw invalid(
          "Tags and configuration sets must be 1 to 256 ASCII letters, digits, '_' or '-'.");
    }
    return text;
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("InvalidParameterValue", message);
  }
}
