package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rollcall.aws.ServiceFaults;
import org.rollcall.aws.Work;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;

/** Hands letters to Amazon SES. */
public final class Mailer {

  /** SES's errors that mean this letter; all others mean the account, its rights, or its pace. */
  private static final Set<String> ABOUT_THIS_LETTER =
      Set.of("MessageRejected", "InvalidParameterValue");

  private final SesClient client;
  private final Optional<String> configurationSet;
  private final Work work;

  public Mailer(SesClient client, Optional<String> configurationSet, Work work) {
    this.client = requireNonNull(client, "client is null");
    this.configurationSet = requireNonNull(configurationSet, "configurationSet is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** SES will not take this letter, now or ever. */
  public static final class Refused extends Exception {

    private final String reason;

    Refused(String reason) {
      super("SES refused a letter: " + reason, null, false, false);
      this.reason = reason;
    }

    /** SES's name for the reason; its message may hold the address. */
    public String reason() {
      return reason;
    }
  }

  /**
   * Sends a letter.
   *
   * @param to the recipient's address
   * @param tags whose letter it is; nothing if what becomes of it is of no interest
   * @return SES's id of the message
   * @throws Refused if SES refuses this letter
   * @throws software.amazon.awssdk.core.exception.SdkException if SES could not be asked, or is
   *     throttled, paused, or set up wrongly: the letter may be tried again
   */
  public String send(
      Letter.Written letter, PinnedLetter pinned, String to, Optional<LetterTags> tags, Instant now)
      throws Refused {
    String recipient;
    byte[] message;
    try {
      recipient = Message.address(to);
      message = Message.of(letter, pinned.from(), pinned.replyTo(), to, now);
    } catch (IllegalArgumentException e) {
      throw new Refused("InvalidAddress");
    }
    try {
      String id =
          client
              .sendRawEmail(
                  request ->
                      request
                          .source(Message.address(pinned.from()))
                          .destinations(recipient)
                          .rawMessage(raw -> raw.data(SdkBytes.fromByteArray(message)))
                          .tags(tags.map(Mailer::messageTags).orElse(null))
                          .configurationSetName(configurationSet.orElse(null)))
              .messageId();
      work.mailed();
      return id;
    } catch (SesException e) {
      String code = ServiceFaults.code(e);
      if (ABOUT_THIS_LETTER.contains(code)) {
        throw new Refused(code);
      }
      throw e;
    }
  }

  private static List<MessageTag> messageTags(LetterTags tags) {
    return tags.toMap().entrySet().stream()
        .map(tag -> MessageTag.builder().name(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /**
   * What SES takes from this account.
   *
   * @param lettersPerSecond at least one
   * @param lettersLeft how many more in these 24 hours; nothing where there is no limit
   */
  public record Quota(int lettersPerSecond, OptionalLong lettersLeft) {}

  /** What SES takes from this account now. */
  public Quota quota() {
    GetSendQuotaResponse quota = client.getSendQuota();
    return new Quota(
        Math.max(1, quota.maxSendRate().intValue()),
        quota.max24HourSend() < 0
            ? OptionalLong.empty()
            : OptionalLong.of((long) Math.max(0, quota.max24HourSend() - quota.sentLast24Hours())));
  }
}
