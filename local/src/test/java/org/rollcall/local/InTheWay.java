package org.rollcall.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.notify.Sleeper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A client of AWS with something in the way of its calls: what is done before each may throw what
 * AWS would, or change the world behind the caller's back.
 */
final class InTheWay implements InvocationHandler {

  private final Object client;
  private final Consumer<Object> before;

  private InTheWay(Object client, Consumer<Object> before) {
    this.client = client;
    this.before = before;
  }

  /** The wiring with something in the way of the users' table. */
  static Wiring ofTable(Wiring wiring, Consumer<Object> before) {
    return new Wiring(
        wiring.settings(),
        of(DynamoDbClient.class, wiring.dynamoDb(), before),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        wiring.states(),
        wiring.clock(),
        wiring.pause());
  }

  /** The wiring with something in the way of the mail. */
  static Wiring ofMail(Wiring wiring, Consumer<Object> before) {
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        wiring.s3(),
        of(SesClient.class, wiring.ses(), before),
        wiring.kms(),
        wiring.states(),
        wiring.clock(),
        wiring.pause());
  }

  /** The wiring with something in the way of the bucket. */
  static Wiring ofBucket(Wiring wiring, Consumer<Object> before) {
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        of(S3Client.class, wiring.s3(), before),
        wiring.ses(),
        wiring.kms(),
        wiring.states(),
        wiring.clock(),
        wiring.pause());
  }

  /** The wiring with something in the way of the state machine. */
  static Wiring ofStates(Wiring wiring, Consumer<Object> before) {
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        of(SfnClient.class, wiring.states().get(), before),
        wiring.clock(),
        wiring.pause());
  }

  /** The wiring with other settings. */
  static Wiring ofSettings(Wiring wiring, Settings settings) {
    return new Wiring(
        settings,
        wiring.dynamoDb(),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        wiring.states(),
        wiring.clock(),
        wiring.pause());
  }

  /** The wiring with a time of its own. */
  static Wiring ofTime(Wiring wiring, Clock clock, Sleeper pause) {
    return new Wiring(
        wiring.settings(),
        wiring.dynamoDb(),
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        wiring.states(),
        clock,
        pause);
  }

  private static <C> C of(Class<C> type, C client, Consumer<Object> before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new InTheWay(client, before)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments.length > 0) {
      if (arguments[0] instanceof Consumer) {
        // The SDK's short form, which builds the request and calls the long one.
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      before.accept(arguments[0]);
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
