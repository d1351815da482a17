package org.rollcall.cli.stack;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.AwsException;
import org.rollcall.aws.ServiceErrors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence what AWS, or the way to it, has against a call. */
public final class AwsErrors {

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure",
          "MissingAuthenticationToken");

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");

  private AwsErrors() {}

  /** The SDK's exception in a failure, also if a store or client has translated it. */
  public static Optional<SdkException> find(Throwable failure) {
    @Nullable Throwable error = failure instanceof AwsException ? failure.getCause() : failure;
    return error instanceof SdkException e ? Optional.of(e) : Optional.empty();
  }

  /**
   * The sentence, which begins in the middle; it ends in a full stop, or in what is to be typed.
   */
  public static String sentence(SdkException e) {
    return e instanceof AwsServiceException refusal ? refused(refusal) : notAsked(e);
  }

  private static String refused(AwsServiceException e) {
    String code = ServiceErrors.code(e);
    String message =
        Optional.ofNullable(e.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .filter(words -> !words.isEmpty())
            .orElse(code);
    if (EXPIRED.contains(code)) {
      return "your AWS credentials have expired. Sign in again, as with aws sso login.";
    }
    if (UNKNOWN.contains(code)) {
      return "AWS does not know your credentials (%s). To see which you use: aws configure list"
          .formatted(code);
    }
    if (DENIED.contains(code) || e.statusCode() == 403) {
      return "AWS does not allow you that: %s docs/access.md says which rights it takes."
          .formatted(closed(message));
    }
    return "AWS refused a call: %s (%s)".formatted(closed(message), code);
  }

  private static String notAsked(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load region")) {
      return "no AWS region is set. Set AWS_REGION, or give your profile one: aws configure";
    }
    if (message.contains("Unable to load credentials")) {
      return "there are no AWS credentials. Set AWS_PROFILE, or make a profile: aws configure sso, or aws configure";
    }
    if (message.contains("SSO") || message.contains("Token is expired")) {
      return "your AWS sign-in does not hold any more. Sign in again: aws sso login";
    }
    if (isUnreachable(e)) {
      return "AWS cannot be reached: %s Is this machine online, and are AWS_REGION and AWS_ENDPOINT_URL right?"
          .formatted(closed(message));
    }
    return closed("AWS could not be asked: " + message);
  }

  private static boolean isUnreachable(SdkException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return true;
    }
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException
          || cause instanceof SocketTimeoutException
          || cause instanceof SocketException) {
        return true;
      }
    }
    return false;
  }

  private static String closed(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
