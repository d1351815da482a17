package org.rollcall.letter.ses;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.MailAddress;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.user.EmailAddress;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesResponse;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.IdentityVerificationAttributes;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.VerificationStatus;

/** Sends letters through Amazon SES. */
@UsesAwsSdk
public final class Mailer {

  private final SesClient client;
  private final Optional<String> configurationSet;
  private final boolean isClosed;

  /**
   * A mailer.
   *
   * @param client configured with {@link SesClientConfiguration}
   */
  public Mailer(SesClient client, Optional<String> configurationSet) {
    this(client, configurationSet, false);
  }

  private Mailer(SesClient client, Optional<String> configurationSet, boolean isClosed) {
    this.client = client;
    this.configurationSet = configurationSet;
    this.isClosed = isClosed;
  }

  /** This mailer for code that must not send. Sending throws {@link IllegalStateException}. */
  public Mailer closed() {
    return new Mailer(client, configurationSet, true);
  }

  /**
   * Sends a letter.
   *
   * @param to the recipient's address
   * @param tags the tags that identify the letter in SES events; empty if the events are not
   *     recorded
   * @return SES's message ID
   * @throws LetterRefusedException if SES rejects this letter
   * @throws SendingStoppedException if the account is paused, its daily quota is used up, or it may
   *     not send from this sender
   * @throws MailException if SES failed, was unreachable or busy, or is misconfigured; see {@link
   *     MailException#isCertainlyNotSent}
   */
  public String send(
      RenderedLetter letter,
      LetterSnapshot snapshot,
      EmailAddress to,
      Optional<LetterTags> tags,
      Instant now)
      throws LetterRefusedException, SendingStoppedException {
    if (isClosed) {
      throw new IllegalStateException("the mailer is closed");
    }
    MailAddress from = MailAddress.parse(snapshot.sender(letter.language()));
    Optional<MailAddress> replyTo = snapshot.replyTo().map(MailAddress::parse);
    byte[] message = Message.build(letter, from, replyTo, to, snapshot.unsubscribeLink(), now);
    try {
      return send(message, from.address().mailbox(), to.mailbox(), tags);
    } catch (SesException e) {
      SenderIdentities sender = SenderIdentities.of(from.address());
      Optional<SendingStoppedException.Kind> stop = SesErrors.stop(e, sender);
      if (stop.isPresent()) {
        throw new SendingStoppedException(stop.get());
      }
      if (SesErrors.isLetterRejected(e)) {
        throw new LetterRefusedException(
            ServiceErrors.code(e), SesErrors.isRecipientUnverified(e, sender));
      }
      throw mailException(e);
    } catch (SdkException e) {
      throw mailException(e);
    }
  }

  private String send(byte[] message, String from, String to, Optional<LetterTags> tags) {
    return client
        .sendRawEmail(
            request ->
                request
                    .source(from)
                    .destinations(to)
                    .rawMessage(raw -> raw.data(SdkBytes.fromByteArray(message)))
                    .tags(tags.map(Mailer::messageTags).orElse(null))
                    .configurationSetName(configurationSet.orElse(null)))
        .messageId();
  }

  private static List<MessageTag> messageTags(LetterTags tags) {
    return tags.toMap().entrySet().stream()
        .map(tag -> MessageTag.builder().name(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static MailException mailException(SdkException e) {
    return new MailException(e, SesErrors.isCertainlyNotSent(e));
  }

  /** Checks whether SES has verified a sender. */
  public SenderCheck checkSender(EmailAddress sender) {
    GetIdentityVerificationAttributesResponse answer;
    try {
      answer =
          client.getIdentityVerificationAttributes(
              request -> request.identities(SenderIdentities.of(sender).all()));
    } catch (SdkException e) {
      return SenderCheck.UNKNOWN;
    }
    Set<VerificationStatus> found =
        answer.verificationAttributes().values().stream()
            .map(IdentityVerificationAttributes::verificationStatus)
            .collect(Collectors.toSet());
    if (found.contains(VerificationStatus.SUCCESS)) {
      return SenderCheck.VERIFIED;
    }
    // SES keeps an identity for three days that it does not find in the DNS any more.
    return found.contains(VerificationStatus.TEMPORARY_FAILURE)
        ? SenderCheck.UNKNOWN
        : SenderCheck.UNVERIFIED;
  }

  /** The account's current quota. */
  public SendQuota quota() {
    try {
      return quota(
          client.getSendQuota(
              request -> request.overrideConfiguration(SesClientConfiguration::retryAsRead)));
    } catch (SdkException e) {
      throw mailException(e);
    }
  }

  private static SendQuota quota(GetSendQuotaResponse quota) {
    return new SendQuota(
        Math.max(1, quota.maxSendRate().intValue()),
        quota.max24HourSend() < 0
            ? OptionalLong.empty()
            : OptionalLong.of((long) Math.max(0, quota.max24HourSend() - quota.sentLast24Hours())),
        quota.max24HourSend() < 0
            ? OptionalLong.empty()
            : OptionalLong.of(quota.max24HourSend().longValue()));
  }
}
