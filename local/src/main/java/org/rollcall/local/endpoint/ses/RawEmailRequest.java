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
 * A request to SES's {@code SendRawEmail} that SES would not refuse.
 *
 * @param sender the address that bounces would go to
 * @param recipients 1 to 50 addresses
 * @param tags each {@code name=value}
 */
record RawEmailRequest(
    RawMessage message,
    String sender,
    List<String> recipients,
    List<String> tags,
    Optional<String> configurationSet) {

  /** SES's limit for version 1 of its API, in bytes. */
  static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  static final int MAX_RECIPIENTS = 50;

  private static final Set<String> PLAIN =
      Set.of("RawMessage.Data", "Source", "ConfigurationSetName");
  private static final Pattern LISTED =
      Pattern.compile("(Destinations\\.member|Tags\\.member)\\.(\\d{1,9})(?:\\.(Name|Value))?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  RawEmailRequest {
    recipients = List.copyOf(recipients);
    tags = List.copyOf(tags);
  }

  static RawEmailRequest of(Map<String, String> parameters) throws ServiceException {
    for (String name : parameters.keySet()) {
      if (!PLAIN.contains(name) && !LISTED.matcher(name).matches()) {
        throw invalid("SES on this machine does not take %s.".formatted(name));
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
        source.isPresent() ? single(source.get()) : from.get(0),
        recipients(parameters, message),
        tags(parameters),
        configurationSet(parameters));
  }

  private static byte[] data(Map<String, String> parameters) throws ServiceException {
    byte[] data;
    try {
      data = Base64.getDecoder().decode(parameters.getOrDefault("RawMessage.Data", ""));
    } catch (IllegalArgumentException e) {
      throw invalid("The message is not in base64.");
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

  private static String single(String text) throws ServiceException {
    List<String> addresses = EmailAddresses.parse(text);
    if (addresses.size() != 1) {
      throw invalid("Missing final '@domain'");
    }
    return addresses.get(0);
  }

  private static List<String> recipients(Map<String, String> parameters, RawMessage message)
      throws ServiceException {
    var recipients = new ArrayList<String>();
    for (String destination : listed(parameters, "Destinations.member", "").values()) {
      recipients.add(single(destination));
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
    Map<Integer, String> names = listed(parameters, "Tags.member", "Name");
    Map<Integer, String> values = listed(parameters, "Tags.member", "Value");
    if (!names.keySet().equals(values.keySet())) {
      throw invalid("A tag has a name and a value.");
    }
    var tags = new ArrayList<String>();
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      tags.add(word(name.getValue()) + "=" + word(values.getOrDefault(name.getKey(), "")));
    }
    return tags;
  }

  private static Optional<String> configurationSet(Map<String, String> parameters)
      throws ServiceException {
    Optional<String> name = Optional.ofNullable(parameters.get("ConfigurationSetName"));
    return name.isPresent() ? Optional.of(word(name.get())) : name;
  }

  /** A list's elements, or one member of them, by their number. */
  private static Map<Integer, String> listed(
      Map<String, String> parameters, String list, String member) {
    var elements = new TreeMap<Integer, String>();
    parameters.forEach(
        (name, value) -> {
          Matcher parts = LISTED.matcher(name);
          if (parts.matches()
              && parts.group(1).equals(list)
              && member.equals(parts.group(3) == null ? "" : parts.group(3))) {
            elements.put(Integer.valueOf(parts.group(2)), value);
          }
        });
    return elements;
  }

  private static String word(String text) throws ServiceException {
    if (!WORD.matcher(text).matches()) {
      throw invalid("Tags and configuration sets are 1 to 256 ASCII letters, digits, '_' and '-'.");
    }
    return text;
  }

  private static ServiceException invalid(String message) {
    return new ServiceException("InvalidParameterValue", message);
  }
}
