package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Exceptions of the AWS SDK as errors for users. */
class AwsErrorsTest {

  private static SdkException response(int status, String error, String message) {
    return SfnException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(error).errorMessage(message).build())
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
  void expiredCredentials_shouldHaveTheirCode(String error) {
    assertThat(AwsErrors.translate(response(403, error, "The security token is expired")).code())
        .isEqualTo(StackError.CREDENTIALS_EXPIRED);
  }

  @Test
  void missingRight_shouldBeNamed() {
    String message =
        "User: arn:aws:iam::123456789012:user/me is not authorized to perform:"
            + " states:StartExecution on resource: machine";

    assertThat(AwsErrors.translate(response(400, "AccessDeniedException", message)).line())
        .isEqualTo(
            "AWS does not allow this: "
                + message
                + ". docs/access.md lists the rights that you need. [ACCESS_DENIED]");
    assertThat(AwsErrors.translate(response(403, "Forbidden", "")))
        .hasMessageStartingWith("AWS does not allow this: Forbidden.");
  }

  @Test
  void otherError_shouldBeQuoted() {
    SdkException error = response(400, "StateMachineDeleting", "It is being deleted");

    assertThat(AwsErrors.translate(error).line())
        .isEqualTo(
            "AWS returned an error: It is being deleted. (StateMachineDeleting) [AWS_ERROR]");
  }

  @Test
  void expiredSignIn_shouldHaveItsCode() {
    assertThat(AwsErrors.translate(SdkClientException.create("Token is expired")).code())
        .isEqualTo(StackError.SIGN_IN_EXPIRED);
  }

  @Test
  void hostThatIsUnknown_shouldBeUnreachable() {
    SdkException error =
        SdkClientException.create("Unable to execute", new UnknownHostException("states.aws"));

    assertThat(AwsErrors.translate(error).code()).isEqualTo(StackError.AWS_UNREACHABLE);
  }

  @Test
  void callThatFails_shouldBeQuoted() {
    assertThat(AwsErrors.translate(SdkClientException.create("Odd")).line())
        .isEqualTo("the call to AWS failed: Odd. [AWS_CALL_FAILED]");
  }
}
