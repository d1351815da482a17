package org.rollcall.local.seams;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/** SES that keeps what it is given to send, and how many letters more than one a fault excuses. */
final class Post implements QueryService {

  static final String VERSION = "2010-12-01";

  private static final Session NO_SERVER = Session.getInstance(new Properties());

  /** Every letter, by the address. */
  private final Map<String, List<Letter>> letters = new HashMap<>();

  private final Map<String, Integer> excused = new HashMap<>();
  private int count;

  /**
   * A letter that SES took.
   *
   * @param id SES's id of the message
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares letters.
  record Letter(String id, byte[] message) {

    /** The plain text. */
    String text() {
      try {
        MimeMessage read = new MimeMessage(NO_SERVER, new ByteArrayInputStream(message));
        return (String) ((MimeMultipart) read.getContent()).getBodyPart(0).getContent();
      } catch (IOException | MessagingException e) {
        throw new AssertionError("this is no letter", e);
      }
    }

    /** Nothing of the text, so that a failing test shows no password. */
    @Override
    public String toString() {
      return "letter " + id;
    }
  }

  synchronized void reset() {
    letters.clear();
    excused.clear();
    count = 0;
  }

  @Override
  public synchronized Map<String, String> call(String action, Map<String, String> parameters)
      throws ServiceException {
    return switch (action) {
      case "SendRawEmail" -> {
        String to = parameters.getOrDefault("Destinations.member.1", "");
        String id = "message-" + ++count;
        byte[] message = Base64.getDecoder().decode(parameters.getOrDefault("RawMessage.Data", ""));
        letters.computeIfAbsent(to, address -> new ArrayList<>()).add(new Letter(id, message));
        yield Map.of("MessageId", id);
      }
      case "GetSendQuota" ->
          Map.of(
              "Max24HourSend", "50000.0",
              "MaxSendRate", "1000.0",
              "SentLast24Hours", Double.toString(count));
      default -> throw new ServiceException("InvalidAction", "There is no " + action + " here.");
    };
  }

  synchronized List<Letter> lettersTo(String address) {
    return List.copyOf(letters.getOrDefault(address, List.of()));
  }

  /** The addresses that letters went to. */
  synchronized List<String> addresses() {
    return List.copyOf(letters.keySet());
  }

  /** Notes a fault between SES's taking a letter and the mark, after which it may go out again. */
  synchronized void excuse(String address) {
    excused.merge(address, 1, Integer::sum);
  }

  synchronized int excused(String address) {
    return excused.getOrDefault(address, 0);
  }
}
