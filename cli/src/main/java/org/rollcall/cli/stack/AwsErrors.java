package org.rollcall.cli.stack;

import com.google.common.base.Throwables;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.AwsException;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.cli.command.CommandException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates exceptions of the AWS SDK into errors for users. */
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

  private static final int FORBIDDEN = 403;

  private static final Set<Class<? extends Exception>> UNREACHABLE =
      Set.of(
          ApiCallTimeoutException.class,
          ApiCallAttemptTimeoutException.class,
          UnknownHostException.class,
          SocketTimeoutException.class,
          SocketException.class);

  private AwsErrors() {}

  /** Finds the SDK's exception: the failure itself, or the cause of an {@link AwsException}. */
  public static Optional<SdkException> find(Throwable failure) {
    @Nullable Throwable error = failure instanceof AwsException ? failure.getCause() : failure;
    return error instanceof SdkException e ? Optional.of(e) : Optional.empty();
  }

  /** The command's error, with a code of {@link StackError}. */
  public static CommandException translate(SdkException e) {
    return e instanceof AwsServiceException response ? serviceError(response) : clientError(e);
  }

  private static CommandException serviceError(AwsServiceException e) {
    String error = ServiceErrors.code(e);
    String message =
        Optional.ofNullable(e.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .filter(text -> !text.isEmpty())
            .orElse(error);
    if (EXPIRED.contains(error)) {
      return CommandException.failed(StackError.CREDENTIALS_EXPIRED);
    }
    if (UNKNOWN.contains(error)) {
      return CommandException.failed(StackError.CREDENTIALS_UNKNOWN, error);
    }
    if (isDenied(e)) {
      return CommandException.failed(StackError.ACCESS_DENIED, sentence(message));
    }
    return CommandException.failed(StackError.AWS_ERROR, sentence(message), error);
  }

  /** Whether AWS denies a call, because a right is missing. */
  static boolean isDenied(AwsServiceException e) {
    String error = ServiceErrors.code(e);
    return DENIED.contains(error)
        || (e.statusCode() == FORBIDDEN && !EXPIRED.contains(error) && !UNKNOWN.contains(error));
  }

  /** Recognizes conditions by the message where the SDK has no exception class. */
  private static CommandException clientError(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load region")) {
      return CommandException.failed(StackError.NO_REGION);
    }
    if (message.contains("Unable to load credentials")) {
      return CommandException.failed(StackError.NO_CREDENTIALS);
    }
    if (message.contains("SSO") || message.contains("Token is expired")) {
      return CommandException.failed(StackError.SIGN_IN_EXPIRED);
    }
    return CommandException.failed(
        isUnreachable(e) ? StackError.AWS_UNREACHABLE : StackError.AWS_CALL_FAILED,
        sentence(message));
  }

  private static boolean isUnreachable(SdkException e) {
    return Throwables.getCausalChain(e).stream()
        .anyMatch(cause -> UNREACHABLE.stream().anyMatch(type -> type.isInstance(cause)));
  }

  /** Adds a full stop if there is none. */
  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
