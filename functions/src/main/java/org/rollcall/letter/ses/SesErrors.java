package org.rollcall.letter.ses;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ses.model.SesException;

/** Classifies the errors of SES. */
@UsesAwsSdk
final class SesErrors {

  /** Errors of a single letter, unless the message says that they concern the account. */
  private static final Set<String> LETTER_REJECTED =
      Set.of("MessageRejected", "InvalidParameterValue");

  /** Errors of an account, or a configuration set, for which sending is paused. */
  private static final Set<String> SENDING_PAUSED =
      Set.of("AccountSendingPausedException", "ConfigurationSetSendingPausedException");

  /** Errors that concern the stack's rights or configuration, and so every letter. */
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ConfigurationSetDoesNotExist",
          "ConfigurationSetDoesNotExistException",
          "ExpiredToken",
          "InvalidClientTokenId",
          "MailFromDomainNotVerified",
          "MailFromDomainNotVerifiedException",
          "OptInRequired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  /** The start of SES's message about identities, which it then lists. */
  private static final String NOT_VERIFIED = "Email address is not verified";

  /** The lowest HTTP status of a server error. */
  private static final int SERVER_ERROR = 500;

  private SesErrors() {}

  /**
   * Why SES accepts no letter of this sender for a long time; empty if the error concerns only one
   * letter, or may be temporary.
   */
  static Optional<SendingStoppedException.Kind> stop(SesException error, SenderIdentities sender) {
    if (isSendingPaused(error)) {
      return Optional.of(SendingStoppedException.Kind.PAUSED);
    }
    if (isDailyQuotaExceeded(error)) {
      return Optional.of(SendingStoppedException.Kind.QUOTA_SPENT);
    }
    if (isIdentityUnverified(error) && sender.areNamedIn(message(error))) {
      return Optional.of(SendingStoppedException.Kind.SENDER_NOT_VERIFIED);
    }
    return DENIED.contains(ServiceErrors.code(error))
        ? Optional.of(SendingStoppedException.Kind.DENIED)
        : Optional.empty();
  }

  /** Whether SES has not verified identities, of the sender or of a recipient in the sandbox. */
  private static boolean isIdentityUnverified(SesException error) {
    return ServiceErrors.code(error).equals("MessageRejected")
        && message(error).contains(NOT_VERIFIED);
  }

  /** Whether SES names identities that are not verified, none of which is the sender's. */
  static boolean isRecipientUnverified(SesException error, SenderIdentities sender) {
    return isIdentityUnverified(error)
        && message(error).contains("@")
        && !sender.areNamedIn(message(error));
  }

  private static String message(SesException error) {
    return String.valueOf(error.getMessage());
  }

  static boolean isLetterRejected(SesException error) {
    return LETTER_REJECTED.contains(ServiceErrors.code(error));
  }

  /**
   * Whether sending is paused. If AWS has paused the account, SES uses the code of a rejected
   * letter.
   */
  private static boolean isSendingPaused(SesException error) {
    String code = ServiceErrors.code(error);
    return SENDING_PAUSED.contains(code)
        || (code.equals("MessageRejected")
            && message(error).contains("Sending paused for this account"));
  }

  /**
   * Whether the daily quota is used up. SES uses the same code if the rate per second is exceeded.
   */
  private static boolean isDailyQuotaExceeded(Throwable error) {
    return error instanceof SesException e
        && ServiceErrors.code(e).equals("Throttling")
        && String.valueOf(e.getMessage()).contains("Daily message quota");
  }

  /** Whether there were too many letters per second. */
  static boolean isThrottled(Throwable error) {
    return error instanceof SdkServiceException e
        && e.isThrottlingException()
        && !isDailyQuotaExceeded(error);
  }

  /**
   * Whether the SDK may call SES again: the letter was not sent, and the cause may be temporary.
   */
  static boolean isRetryable(Throwable error) {
    return isThrottled(error) || (error instanceof SdkClientException && isNotConnected(error));
  }

  /**
   * Whether a letter was certainly not sent: SES rejected the call or was never reached. After a
   * server error or a lost response the letter may have been sent. See D-060.
   */
  static boolean isCertainlyNotSent(Throwable error) {
    return error instanceof SdkServiceException e
        ? e.statusCode() < SERVER_ERROR
        : isNotConnected(error);
  }

  private static boolean isNotConnected(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
