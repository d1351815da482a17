package org.rollcall.local.endpoint;

import java.util.UUID;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The SDK's exceptions for error responses of a service in this process. */
@UsesAwsSdk
public final class SdkErrors {

  private SdkErrors() {}

  /**
   * The exception that the SDK's client throws for an error response.
   *
   * @param type a builder of the exception's class
   * @param service the service's name in the SDK, such as {@code Sfn}
   */
  public static AwsServiceException of(
      AwsServiceException.Builder type, String service, ServiceException e) {
    return type.message(e.getMessage())
        .statusCode(e.status())
        .requestId(UUID.randomUUID().toString())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(e.code())
                .errorMessage(e.getMessage())
                .build())
        .build();
  }
}
