package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.Usage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;

/** Hands letters to Amazon SES. */
public final class Mailer {

  /** SES's errors that mean this letter; all others mean the account, its rights, or its pace. */
  private static final Set<String> ABOUT_THIS_LETTER =
      Set.of("MessageRejected", "InvalidParameterValue");

  /** SES's errors that say that somebody has paused the account, or what it sends with. */
  private static final Set<String> PAUSED =
      Set.of("AccountSendingPausedException", "ConfigurationSetSendingPausedException");

  /** How long handing over a letter may take, with all its tries. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private static final int TRIES = 8;
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(4);

  /** HTTP's statuses from here on are faults of the server. */
  private static final int SERVER_FAULTS = 500;

  private final SesClient client;
  private final Optional<String> configurationSet;
  private final Usage work;

  public Mailer(SesClient client, Optional<String> configurationSet, Usage work) {
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

  /** SES will take no letter at all from this account, for a long time. */
  public static final class Stopped extends Exception {

    private final boolean isPaused;

    Stopped(boolean isPaused) {
      super(
          isPaused ? "SES has paused the account" : "the quota of the day is spent",
          null,
          false,
          false);
      this.isPaused = isPaused;
    }

    /** Whether the account is paused; otherwise its quota of the day is spent. */
    public boolean isPaused() {
      return isPaused;
    }
  }

  /**
   * How a client of SES has to be set up. It calls again by itself only where the letter was surely
   * not sent: SES has no means to tell a letter that comes twice.
   */
  public static ClientOverrideConfiguration settings() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(TIME_LIMIT)
        .retryStrategy(
            StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(TRIES)
                .retryOnException(Mailer::isWorthAnotherTry)
                .treatAsThrottling(Mailer::isThrottling)
                .backoffStrategy(BackoffStrategy.exponentialDelay(SOON, LATER))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(SOON, LATER))
                .circuitBreakerEnabled(false)
                .build())
        .build();
  }

  private static boolean isWorthAnotherTry(Throwable fault) {
    return isThrottling(fault) || (fault instanceof SdkClientException && isUnconnected(fault));
  }

  private static boolean isThrottling(Throwable fault) {
    return fault instanceof SdkServiceException refusal
        && refusal.isThrottlingException()
        && !isDailyQuota(fault);
  }

  /** SES has one code for too many a second and too many a day. */
  private static boolean isDailyQuota(Throwable fault) {
    return fault instanceof SesException refusal
        && ServiceErrors.code(refusal).equals("Throttling")
        && String.valueOf(refusal.getMessage()).contains("Daily message quota");
  }

  /** Where AWS itself has paused the account, the code is that of a letter which is refused. */
  private static boolean isPaused(SesException refusal) {
    String code = ServiceErrors.code(refusal);
    return PAUSED.contains(code)
        || (code.equals("MessageRejected")
            && String.valueOf(refusal.getMessage()).contains("Sending paused for this account"));
  }

  private static boolean isUnconnected(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a letter was surely not sent: SES has refused the call, or was never reached. A fault
   * of its own, or an answer that never came, say nothing.
   */
  public static boolean isSurelyUnsent(SdkException fault) {
    return fault instanceof SdkServiceException refusal
        ? refusal.statusCode() < SERVER_FAULTS
        : isUnconnected(fault);
  }

  /**
   * Sends a letter.
   *
   * @param to the recipient's address
   * @param tags whose letter it is; nothing if what becomes of it is of no interest
   * @return SES's id of the message
   * @throws Refused if SES refuses this letter
   * @throws Stopped if SES has paused the account, or its quota of the day is spent
   * @throws SdkException if SES could not be asked, or is throttled or set up wrongly: the letter
   *     may be tried again, but see {@link #isSurelyUnsent}
   */
  public String send(
      Letter.Written letter,
      LetterSnapshot pinned,
      String to,
      Optional<LetterTags> tags,
      Instant now)
      throws Refused, Stopped {
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
      if (isPaused(e)) {
        throw new Stopped(true);
      }
      if (isDailyQuota(e)) {
        throw new Stopped(false);
      }
      String code = ServiceErrors.code(e);
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

  /** What SES takes from this account now. To ask twice does no harm. */
  public Quota quota() {
    for (int i = 1; i < TRIES; i++) {
      try {
        return quota(client.getSendQuota());
      } catch (SdkException e) {
        // Ask again; the last time, let the fault be seen.
      }
    }
    return quota(client.getSendQuota());
  }

  private static Quota quota(GetSendQuotaResponse quota) {
    return new Quota(
        Math.max(1, quota.maxSendRate().intValue()),
        quota.max24HourSend() < 0
            ? OptionalLong.empty()
            : OptionalLong.of((long) Math.max(0, quota.max24HourSend() - quota.sentLast24Hours())));
  }
}
