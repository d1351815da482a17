package org.rollcall.local.endpoint.ses;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  private static final int MAX_RECIPIENTS = 50;
  private static final Pattern TAG_TEXT = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  static RawEmailRequest parse(Map<String, String> parameters)
      throws ServiceException, IOException {
    var unread = new TreeMap<>(parameters);
    RawMessage message = RawMessage.parse(data(unread));
    var request =
        new RawEmailRequest(
            message,
            sender(unread, message),
            recipients(unread, message),
            tags(unread),
            configurationSet(unread));
    if (!unread.isEmpty()) {
      throw invalid(
          "The local SES does not support the parameter %s.".formatted(unread.firstKey()));
    }
    return request;
  }

  private static byte[] data(Map<String, String> unread) throws ServiceException {
    byte[] data;
    try {
      data = Base64.getDecoder().decode(requireNonNullElse(unread.remove("RawMessage.Data"), ""));
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

  private static String sender(Map<String, String> unread, RawMessage message)
      throws ServiceException {
    String header =
        message.value("From").orElseThrow(() -> invalid("Missing required header 'From'."));
    List<String> from = EmailAddresses.parse(header);
    if (from.isEmpty()) {
      throw invalid("Missing final '@domain'");
    }
    @Nullable String source = unread.remove("Source");
    return source == null ? from.get(0) : EmailAddresses.parseOne(source);
  }

  private static List<String> recipients(Map<String, String> unread, RawMessage message)
      throws ServiceException {
    var recipients = new ArrayList<String>();
    @Nullable String destination;
    while ((destination = unread.remove("Destinations.member." + (recipients.size() + 1)))
        != null) {
      recipients.add(EmailAddresses.parseOne(destination));
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

  private static List<String> tags(Map<String, String> unread) throws ServiceException {
    var tags = new ArrayList<String>();
    @Nullable String name;
    while ((name = unread.remove("Tags.member.%d.Name".formatted(tags.size() + 1))) != null) {
      @Nullable String value = unread.remove("Tags.member.%d.Value".formatted(tags.size() + 1));
      tags.add(validTagText(name) + "=" + validTagText(requireNonNullElse(value, "")));
    }
    return tags;
  }

  private static Optional<String> configurationSet(Map<String, String> unread)
      throws ServiceException {
    @Nullable String name = unread.remove("ConfigurationSetName");
    return name == null ? Optional.empty() : Optional.of(validTagText(name));
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
