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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/** SES in memory. It keeps the letters, and the number of duplicates that faults allow. */
final class SentMail implements QueryService {

  static final String VERSION = "2010-12-01";

  private static final Session NO_SERVER = Session.getInstance(new Properties());

  /** By address. */
  private final Map<String, List<Letter>> letters = new HashMap<>();

  private final Map<String, Integer> allowedDuplicates = new HashMap<>();
  private final Set<String> suppressed = new HashSet<>();
  private int count;

  /**
   * A letter that SES accepted.
   *
   * @param id the message ID
   * @param tags the tags of the letter's job and user
   */
  @SuppressWarnings("ArrayRecordComponent") // Letters are not compared.
  record Letter(String id, LetterTags tags, byte[] message) {

    /** The plain text. */
    String text() {
      return part(0);
    }

    String html() {
      return part(1);
    }

    private String part(int index) {
      try {
        MimeMessage read = new MimeMessage(NO_SERVER, new ByteArrayInputStream(message));
        return (String) ((MimeMultipart) read.getContent()).getBodyPart(index).getContent();
      } catch (IOException | MessagingException e) {
        throw new AssertionError("not a letter", e);
      }
    }

    /** Without the text, so that a failing test does not show a password. */
    @Override
    public String toString() {
      return "letter " + id;
    }
  }

  synchronized void reset() {
    letters.clear();
    allowedDuplicates.clear();
    suppressed.clear();
    count = 0;
  }

  @Override
  public synchronized Map<String, ?> call(String action, Map<String, String> parameters)
      throws ServiceException {
    return switch (action) {
      case "SendRawEmail" -> {
        String to = parameters.getOrDefault("Destinations.member.1", "");
        String id = "message-" + ++count;
        byte[] message = Base64.getDecoder().decode(parameters.getOrDefault("RawMessage.Data", ""));
        letters
            .computeIfAbsent(to, address -> new ArrayList<>())
            .add(new Letter(id, tags(parameters), message));
        yield Map.of("MessageId", id);
      }
      case "GetSendQuota" ->
          Map.of(
              "Max24HourSend", "50000.0",
              "MaxSendRate", "1000.0",
              "SentLast24Hours", Double.toString(count));
      case "GetIdentityVerificationAttributes" ->
          Map.of(
              "VerificationAttributes",
              new Entries(
                  List.of(
                      Map.of(
                          "key",
                          parameters.getOrDefault("Identities.member.1", ""),
                          "value",
                          Map.of("VerificationStatus", "Success")))));
      default -> throw new ServiceException("InvalidAction", "unsupported action: " + action);
    };
  }

  private static LetterTags tags(Map<String, String> parameters) {
    Map<String, String> tags = new HashMap<>();
    for (int i = 1; parameters.containsKey("Tags.member." + i + ".Name"); i++) {
      tags.put(
          String.valueOf(parameters.get("Tags.member." + i + ".Name")),
          String.valueOf(parameters.get("Tags.member." + i + ".Value")));
    }
    return LetterTags.of(tags).orElseThrow();
  }

  /** All letters, by address and then in the order of sending. */
  synchronized List<Letter> all() {
    return new TreeMap<>(letters).values().stream().flatMap(List::stream).toList();
  }

  /** Makes a letter one that SES did not deliver. One more may then be sent. */
  synchronized void suppress(Letter letter) {
    if (suppressed.add(letter.id())) {
      allowAnother(RandomInstitution.addressOf(letter.tags().user().toString()));
    }
  }

  synchronized boolean isSuppressed(Letter letter) {
    return suppressed.contains(letter.id());
  }

  synchronized List<Letter> lettersTo(String address) {
    return List.copyOf(letters.getOrDefault(address, List.of()));
  }

  /** The addresses with letters. */
  synchronized List<String> addresses() {
    return List.copyOf(letters.keySet());
  }

  /** Allows one more letter to an address, because a fault prevented recording it as sent. */
  synchronized void allowAnother(String address) {
    allowedDuplicates.merge(address, 1, Integer::sum);
  }

  synchronized int allowedDuplicates(String address) {
    return allowedDuplicates.getOrDefault(address, 0);
  }
}
