package org.rollcall.cli.stack;

import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.ServiceErrors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Adds the name of the missing right, such as {@code s3:GetObject}, to an answer of AWS that denies
 * a call and does not name it.
 */
final class MissingRight implements ExecutionInterceptor {

  /** The prefixes of rights, by the SDK's name of the service. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "Sfn", "states",
          "S3", "s3",
          "DynamoDb", "dynamodb",
          "CloudFormation", "cloudformation",
          "Lambda", "lambda");

  /** The rights of operations that have other names. */
  private static final Map<String, String> RIGHTS =
      Map.of(
          "s3:ListObjectsV2", "s3:ListBucket",
          "s3:HeadObject", "s3:GetObject",
          "lambda:Invoke", "lambda:InvokeFunction");

  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    Throwable failure = context.exception();
    return failure instanceof AwsServiceException e && AwsErrors.isDenied(e)
        ? named(e, right(attributes))
        : failure;
  }

  private static String right(ExecutionAttributes attributes) {
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String call =
        PREFIXES.getOrDefault(service, service)
            + ":"
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    return RIGHTS.getOrDefault(call, call);
  }

  private static AwsServiceException named(AwsServiceException e, String right) {
    AwsErrorDetails details =
        Optional.ofNullable(e.awsErrorDetails())
            .orElseGet(() -> AwsErrorDetails.builder().errorCode("AccessDenied").build());
    String message =
        Optional.ofNullable(details.errorMessage())
            .filter(text -> !text.isEmpty())
            .orElse(ServiceErrors.code(e));
    if (message.contains(right)) {
      return e;
    }
    String named = message.replaceFirst("\\.?$", ".") + " You need the right " + right + ".";
    return e.toBuilder().awsErrorDetails(details.toBuilder().errorMessage(named).build()).build();
  }
}
