package org.rollcall.local.endpoint.ses;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.mime4j.stream.RawField;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/**
 * SES, API version 1. Writes sent messages to a folder as {@code .eml} files.
 *
 * <p>A file contains the message as the recipient would receive it, with the {@code Message-ID} of
 * SES, {@code Return-Path}, {@code Delivered-To} and, if it was missing, {@code Date}. The
 * configuration set and the tags appear as the header fields that SES reads them from. If a message
 * has a configuration set, its delivery events are written too.
 */
public final class SesService implements QueryService {

  /** The version of the API. */
  public static final String VERSION = "2010-12-01";

  private static final String REGION = "US-EAST-1";

  private final Inbox inbox;
  private final SesAccount.Source account;
  private final Function<Map<String, String>, Optional<String>> user;
  private final SentMessageTimes sent;

  /**
   * Creates the service.
   *
   * @param inbox the folders of messages and events. Existing messages count towards the quotas
   * @param user finds the user of a message by the message's tags, for the name of its file
   * @throws UncheckedIOException if the inbox cannot be read
   */
  public SesService(
      Inbox inbox,
      SesAccount.Source account,
      Function<Map<String, String>, Optional<String>> user,
      Clock clock) {
    this.inbox = inbox;
    this.account = account;
    this.user = user;
    try {
      this.sent = new SentMessageTimes(clock, inbox.sentTimes());
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, ?> call(String action, Map<String, String> parameters)
      throws ServiceException {
    try {
      return switch (action) {
        case "SendRawEmail" -> Map.of("MessageId", send(RawEmailRequest.parse(parameters)));
        case "GetSendQuota" -> quota(account.current());
        case "GetAccountSendingEnabled" ->
            Map.of("Enabled", Boolean.toString(account.current().isSendingEnabled()));
        case "GetIdentityVerificationAttributes" -> verification(parameters, account.current());
        default ->
            throw new ServiceException(
                "InvalidAction", "The local SES does not support %s.".formatted(action));
      };
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be written: " + e.getMessage(), e);
    }
  }

  /** The status of each address in the request. Domains are omitted: none is registered. */
  private static Map<String, ?> verification(Map<String, String> parameters, SesAccount settings) {
    List<Map<String, ?>> entries = new ArrayList<>();
    for (String identity : parameters.values()) {
      if (identity.contains("@")) {
        String status = settings.isVerifiedSender(identity) ? "Success" : "Pending";
        entries.add(Map.of("key", identity, "value", Map.of("VerificationStatus", status)));
      }
    }
    return Map.of("VerificationAttributes", new QueryService.Entries(entries));
  }

  private Map<String, String> quota(SesAccount settings) {
    return Map.of(
        "Max24HourSend", Double.toString(settings.max24HourSend()),
        "MaxSendRate", Double.toString(settings.maxSendRate()),
        "SentLast24Hours", Double.toString(sent.countLast24Hours()));
  }

  private String send(RawEmailRequest email) throws ServiceException, IOException {
    SesAccount settings = account.current();
    if (!settings.isSendingEnabled()) {
      throw new ServiceException(
          "AccountSendingPausedException", "Email sending is disabled for this account.");
    }
    requireVerified(email, settings);
    Instant now = Instant.ofEpochMilli(sent.add(settings));
    String id = Inbox.newId(now.toEpochMilli());
    List<String> events =
        email.configurationSet().isPresent()
            ? new MailboxSimulator(id, email, now).events()
            : List.of();
    inbox.write(id, user(email), email.message().withFields(addedFields(id, email, now)), events);
    return id;
  }

  /** The user of a message; "test" for a message that has none. */
  private String user(RawEmailRequest email) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : email.tags()) {
      tags.put(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1));
    }
    return user.apply(tags).orElse("test");
  }

  private static void requireVerified(RawEmailRequest email, SesAccount settings)
      throws ServiceException {
    List<String> failed = new ArrayList<>();
    if (!settings.isVerifiedSender(email.sender())) {
      failed.add(email.sender());
    }
    email.recipients().stream()
        .filter(recipient -> !settings.isVerifiedRecipient(recipient))
        .forEach(failed::add);
    if (!failed.isEmpty()) {
      throw new ServiceException(
          "MessageRejected",
          "Email address is not verified. The following identities failed the check in region "
              + REGION
              + ": "
              + String.join(", ", failed));
    }
  }

  private static List<RawField> addedFields(String id, RawEmailRequest email, Instant now) {
    var fields = new ArrayList<RawField>();
    fields.add(new RawField("Return-Path", "<" + email.sender() + ">"));
    for (String recipient : email.recipients()) {
      fields.add(new RawField("Delivered-To", recipient));
    }
    fields.add(new RawField("Message-ID", "<" + id + "@rollcall.localhost>"));
    if (email.message().value("Date").isEmpty()) {
      fields.add(new RawField("Date", RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC))));
    }
    email
        .configurationSet()
        .ifPresent(set -> fields.add(new RawField("X-SES-CONFIGURATION-SET", set)));
    if (!email.tags().isEmpty()) {
      fields.add(new RawField("X-SES-MESSAGE-TAGS", String.join(", ", email.tags())));
    }
    return fields;
  }
}
