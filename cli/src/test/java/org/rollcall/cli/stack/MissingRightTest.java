package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers of AWS that deny a call. */
class MissingRightTest {

  private static void stop(AwsClients clients) {
    clients.states().stopExecution(request -> request.executionArn("a"));
  }

  private static Consumer<AwsClients> call(Consumer<AwsClients> call) {
    return call;
  }

  static Stream<Arguments> calls() {
    return Map.of(
            "states:StopExecution",
            call(MissingRightTest::stop),
            "s3:ListBucket",
            call(clients -> clients.s3().listObjectsV2(request -> request.bucket("b"))),
            "s3:GetObject",
            call(clients -> clients.s3().getObject(request -> request.bucket("b").key("k"))),
            "dynamodb:Scan",
            call(clients -> clients.dynamoDb().scan(request -> request.tableName("t"))),
            "lambda:InvokeFunction",
            call(clients -> clients.lambda().invoke(request -> request.functionName("f"))),
            "cloudformation:DescribeStacks",
            call(clients -> clients.cloudFormation().describeStacks()))
        .entrySet()
        .stream()
        .map(call -> Arguments.of(call.getKey(), call.getValue()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void deniedCall_shouldNameTheRightThatIsMissing(String right, Consumer<AwsClients> call)
      throws IOException {
    assertThat(denied("{\"message\": \"Access Denied\"}", call))
        .startsWith("AWS does not allow this: ")
        .contains(". You need the right " + right + ". docs/access.md lists")
        .endsWith("[ACCESS_DENIED]");
  }

  @Test
  void answerThatNamesTheRight_shouldBeShownAsItIs() throws IOException {
    String answer = "{\"message\": \"You may not perform states:StopExecution\"}";

    assertThat(denied(answer, MissingRightTest::stop)).doesNotContain("You need the right");
  }

  private static String denied(String answer, Consumer<AwsClients> call) throws IOException {
    ServerKey key = ServerKey.random();
    try (FixedResponseServer server = FixedResponseServer.of(403, answer);
        AwsEnvironment environment =
            AwsEnvironment.of(URI.create(server.url()), URI.create(server.url()), key);
        AwsClients clients = new AwsClients()) {
      assertThat(environment.isSet()).isTrue();
      SdkException error = catchThrowableOfType(SdkException.class, () -> call.accept(clients));
      return AwsErrors.translate(error).line();
    }
  }
}
