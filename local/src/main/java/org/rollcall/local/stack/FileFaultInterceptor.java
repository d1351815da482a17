package org.rollcall.local.stack;

import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
    if (error instanceof AwsServiceException answer && answer.statusCode() >= MIN_SERVER_ERROR) {
      return faults
          .failure()
          .<Throwable>map(failure -> answer.toBuilder().cause(failure).build())
          .orElse(error);
    }
    return error;
  }
}
