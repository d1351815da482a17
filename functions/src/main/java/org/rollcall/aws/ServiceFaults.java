package org.rollcall.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS says has gone wrong. */
public final class ServiceFaults {

  private ServiceFaults() {}

  /** The error's code, such as {@code ValidationException}; empty if the answer had none. */
  public static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}
