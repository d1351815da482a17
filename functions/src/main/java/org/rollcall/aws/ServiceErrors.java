package org.rollcall.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS says has gone wrong. */
public final class ServiceErrors {

  private ServiceErrors() {}

  /** The error's code, such as {@code ValidationException}; empty if the answer had none. */
  public static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  /**
   * What AWS answered, without its words, which may hold what was sent: such as {@code DynamoDb 400
   * ValidationException, request 5C2F…}. Nothing if the failure is none of AWS's answers.
   */
  public static Optional<String> answer(Throwable failure) {
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
