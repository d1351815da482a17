package org.rollcall.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.Wiring;
import org.rollcall.notify.Sleeper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A client of AWS that runs an action before each call. The action may throw an error of AWS, or
 * change data concurrently with the caller.
 */
final class FaultyClient implements InvocationHandler {

  private final Object client;
  private final Consumer<Object> beforeCall;

  private FaultyClient(Object client, Consumer<Object> beforeCall) {
    this.client = client;
    this.beforeCall = beforeCall;
  }

  /** A wiring that runs the action before each call of DynamoDB. */
  static Wiring forDynamoDb(Wiring wiring, Consumer<Object> beforeCall) {
    return RecordCopy.with(
        wiring, "dynamoDb", proxy(DynamoDbClient.class, wiring.dynamoDb(), beforeCall));
  }

  /** A wiring that runs the action before each call of SES. */
  static Wiring forSes(Wiring wiring, Consumer<Object> beforeCall) {
    return RecordCopy.with(wiring, "ses", proxy(SesClient.class, wiring.ses(), beforeCall));
  }

  /** A wiring that runs the action before each call of KMS. */
  static Wiring forKms(Wiring wiring, Consumer<Object> beforeCall) {
    return RecordCopy.with(wiring, "kms", proxy(KmsClient.class, wiring.kms(), beforeCall));
  }

  /** A wiring that runs the action before each call of S3. */
  static Wiring forS3(Wiring wiring, Consumer<Object> beforeCall) {
    return RecordCopy.with(wiring, "s3", proxy(S3Client.class, wiring.s3(), beforeCall));
  }

  /** A wiring that runs the action before each call of Step Functions. */
  static Wiring forStepFunctions(Wiring wiring, Consumer<Object> beforeCall) {
    SfnClient client = proxy(SfnClient.class, wiring.stepFunctions().get(), beforeCall);
    return RecordCopy.with(wiring, "stepFunctions", (Supplier<SfnClient>) () -> client);
  }

  /** A wiring with another clock. */
  static Wiring withClock(Wiring wiring, Clock clock, Sleeper pause) {
    return RecordCopy.with(RecordCopy.with(wiring, "clock", clock), "sleeper", pause);
  }

  private static <C> C proxy(Class<C> type, C client, Consumer<Object> beforeCall) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new FaultyClient(client, beforeCall)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments.length > 0) {
      if (arguments[0] instanceof Consumer) {
        // The SDK's overload that builds the request and calls the method with the request.
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      beforeCall.accept(arguments[0]);
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
