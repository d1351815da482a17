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
 * SES, version 1, that puts what it is given to send into a folder as {@code .eml} files.
 *
 * <p>A file is the message as it would arrive: as it was given, under SES's own {@code Message-ID},
 * with a {@code Date} if it had none, {@code Return-Path} and {@code Delivered-To}. A configuration
 * set and tags show as the fields that SES takes them from as well. What becomes of a message that
 * names a configuration set is kept as events to be published.
 */
public final class SesService implements QueryService {

  /** The version of the API that this is. */
  public static final String VERSION = "2010-12-01";

  private final Inbox inbox;
  private final SesAccount.Source account;
  private final SentMessageTimes sent;
  private final SesEvents events;

  /**
   * @param inbox the folder to write to, which exists; the messages in it count as sent
   * @param events where what becomes of the messages is kept
   * @throws UncheckedIOException if the folder cannot be read
   */
  public SesService(Path inbox, SesEvents events, SesAccount.Source account, Clock clock) {
    this.inbox = new Inbox(inbox);
    this.events = events;
    this.account = account;
    try {
      this.inbox.sweep();
      this.sent = new SentMessageTimes(clock, this.inbox.sentTimes());
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> call(String action, Map<String, String> parameters)
      throws ServiceException {
    return switch (action) {
      case "SendRawEmail" -> Map.of("MessageId", send(RawEmailRequest.of(parameters)));
      case "GetSendQuota" -> quota(account.now().quota());
      case "GetAccountSendingEnabled" ->
          Map.of("Enabled", Boolean.toString(account.now().isSendingEnabled()));
      default ->
          throw new ServiceException(
              "InvalidAction", "SES on this machine has no %s.".formatted(action));
    };
  }

  private Map<String, String> quota(SendQuota quota) {
    return Map.of(
        "Max24HourSend", Double.toString(quota.max24HourSend()),
        "MaxSendRate", Double.toString(quota.maxSendRate()),
        "SentLast24Hours", Double.toString(sent.countLast24Hours()));
  }

  private String send(RawEmailRequest email) throws ServiceException {
    SesAccount now = account.now();
    if (!now.isSendingEnabled()) {
      throw new ServiceException(
          "AccountSendingPausedException", "Email sending is disabled for this account.");
    }
    long sentMillis = sent.addOne(now.quota());
    String id = Inbox.newId(sentMillis);
    var head = new ArrayList<Field>();
    head.add(Field.of("Return-Path", "<" + email.sender() + ">"));
    for (String recipient : email.recipients()) {
      head.add(Field.of("Delivered-To", recipient));
    }
    head.add(Field.of("Message-ID", "<" + id + "@rollcall.localhost>"));
    if (email.message().value("Date").isEmpty()) {
      head.add(
          Field.of(
              "Date",
              RFC_1123_DATE_TIME.format(
                  Instant.ofEpochMilli(sentMillis).atOffset(ZoneOffset.UTC))));
    }
    email.configurationSet().ifPresent(set -> head.add(Field.of("X-SES-CONFIGURATION-SET", set)));
    if (!email.tags().isEmpty()) {
      head.add(Field.of("X-SES-MESSAGE-TAGS", String.join(",\r\n ", email.tags())));
    }
    if (email.configurationSet().isPresent()) {
      Instant sentAt = Instant.ofEpochMilli(sentMillis);
      promise(new SesEvents.OfMessage(id, MailboxSimulator.events(id, email, sentAt)));
    }
    write(id, email.message().withHead(List.copyOf(head)));
    return id;
  }

  private void promise(SesEvents.OfMessage message) {
    try {
      events.promise(message);
    } catch (IOException e) {
      throw new UncheckedIOException("The mail's events cannot be written: " + e.getMessage(), e);
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
