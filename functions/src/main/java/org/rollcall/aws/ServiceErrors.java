package org.rollcall.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Reads the errors that AWS returns. */
@UsesAwsSdk
public final class ServiceErrors {

  private ServiceErrors() {}

  /**
   * The error code in AWS's answer, such as {@code ValidationException}; empty if there was no
   * answer, or it had no code.
   */
  public static String code(Throwable failure) {
    return failure instanceof AwsServiceException e
        ? Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("")
        : "";
  }

  /**
   * AWS's answer without its message, which may quote the request: for example {@code DynamoDb 400
   * ValidationException, request 5C2F…}. Empty if the failure is not an answer of AWS.
   */
  public static Optional<String> summary(Throwable failure) {
    return failure instanceof AwsServiceException e
        ? Optional.of(service(e) + e.statusCode() + " " + code(e) + ", request " + e.requestId())
        : Optional.empty();
  }

  private static String service(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.serviceName()))
        .map(name -> name + " ")
        .orElse("");
  }
}
