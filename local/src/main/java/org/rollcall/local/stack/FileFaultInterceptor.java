package org.rollcall.local.stack;

import java.util.Optional;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Gives a server's error the failure of the file that caused it as its cause. */
@UsesAwsSdk
record FileFaultInterceptor(FileFaults faults) implements ExecutionInterceptor {

  private static final int MIN_SERVER_ERROR = 500;

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    Throwable error = context.exception();
    Optional<DataFolderException> failure = faults.failure();
    if (failure.isEmpty()) {
      return error;
    }
    if (error instanceof AwsServiceException answer) {
      return answer.statusCode() < MIN_SERVER_ERROR
          ? error
          : answer.toBuilder().cause(failure.get()).build();
    }
    // The time was up during the attempts.
    return SdkClientException.create(String.valueOf(error.getMessage()), failure.get());
  }
}
