package org.rollcall.local.endpoint.ses;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.endpoint.ses.RawMessage.Field;

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

  private final Inbox inbox;
  private final SesAccount.Source account;
  private final SentMessageTimes sent;
  private final SesEvents events;

  /**
   * Creates the service.
   *
   * @param inbox the folder for the messages, which must exist. Existing messages count towards the
   *     quotas
   * @param events the folder for the delivery events
   * @throws UncheckedIOException if the inbox cannot be read
   */
  public SesService(Path inbox, SesEvents events, SesAccount.Source account, Clock clock) {
    this.inbox = new Inbox(inbox);
    this.events = events;
    this.account = account;
    try {
      this.inbox.deleteUnfinished();
      this.sent = new SentMessageTimes(clock, this.inbox.sentTimes());
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> call(String action, Map<String, String> parameters)
      throws ServiceException {
    return switch (action) {
      case "SendRawEmail" -> Map.of("MessageId", send(RawEmailRequest.parse(parameters)));
      case "GetSendQuota" -> quota(account.current().quota());
      case "GetAccountSendingEnabled" ->
          Map.of("Enabled", Boolean.toString(account.current().isSendingEnabled()));
      default ->
          throw new ServiceException(
              "InvalidAction", "The local SES does not support %s.".formatted(action));
    };
  }

  private Map<String, String> quota(SendQuota quota) {
    return Map.of(
        "Max24HourSend", Double.toString(quota.max24HourSend()),
        "MaxSendRate", Double.toString(quota.maxSendRate()),
        "SentLast24Hours", Double.toString(sent.countLast24Hours()));
  }

  private String send(RawEmailRequest email) throws ServiceException {
    SesAccount settings = account.current();
    if (!settings.isSendingEnabled()) {
      throw new ServiceException(
          "AccountSendingPausedException", "Email sending is disabled for this account.");
    }
    long sentMillis = sent.add(settings.quota());
    String id = Inbox.newId(sentMillis);
    var head = new ArrayList<Field>();
    head.add(Field.of("Return-Path", "<" + email.sender() + ">"));
    for (String recipient : email.recipients()) {
      head.add(Field.of("Delivered-To", recipient));
    }
    head.add(Field.of("Message-ID", "<" + id + "@rollcall.localhost>"));
    Instant sentAt = Instant.ofEpochMilli(sentMillis);
    if (email.message().value("Date").isEmpty()) {
      head.add(Field.of("Date", RFC_1123_DATE_TIME.format(sentAt.atOffset(ZoneOffset.UTC))));
    }
    email.configurationSet().ifPresent(set -> head.add(Field.of("X-SES-CONFIGURATION-SET", set)));
    if (!email.tags().isEmpty()) {
      head.add(Field.of("X-SES-MESSAGE-TAGS", String.join(",\r\n ", email.tags())));
    }
    if (email.configurationSet().isPresent()) {
      writeEvents(new SesEvents.MessageEvents(id, MailboxSimulator.events(id, email, sentAt)));
    }
    write(id, email.message().withFields(List.copyOf(head)));
    return id;
  }

  private void writeEvents(SesEvents.MessageEvents message) {
    try {
      events.write(message);
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be written: " + e.getMessage(), e);
    }
  }

  private void write(String id, RawMessage message) {
    try {
      inbox.write(id, message.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be written: " + e.getMessage(), e);
    }
  }
}
