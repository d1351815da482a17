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

/** What AWS's refusals are in the words of the command line. */
class AwsErrorsTest {

  private static SdkException refusal(int status, String code, String message) {
    return SfnException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
  void expiredCredentials_shouldBeRenewed(String code) {
    assertThat(AwsErrors.sentence(refusal(403, code, "The security token is expired")))
        .startsWith("your AWS credentials have expired. Sign in again");
  }

  @Test
  void missingRight_shouldBeNamedAsAwsNamesIt() {
    String message =
        "User: arn:aws:iam::123456789012:user/me is not authorized to perform:"
            + " states:StartExecution on resource: machine";
    assertThat(AwsErrors.sentence(refusal(400, "AccessDeniedException", message)))
        .isEqualTo(
            "AWS does not allow you that: "
                + message
                + ". docs/access.md says which rights it takes.");
    assertThat(AwsErrors.sentence(refusal(403, "Forbidden", "")))
        .startsWith("AWS does not allow you that: Forbidden.");
  }

  @Test
  void anyOtherRefusal_shouldBeQuoted() {
    assertThat(AwsErrors.sentence(refusal(400, "StateMachineDeleting", "It is being deleted")))
        .isEqualTo("AWS refused a call: It is being deleted. (StateMachineDeleting)");
  }

  @Test
  void lapsedSignIn_shouldBeRenewed() {
    assertThat(AwsErrors.sentence(SdkClientException.create("Token is expired")))
        .isEqualTo("your AWS sign-in does not hold any more. Sign in again: aws sso login");
  }

  @Test
  void wayThatIsBroken_shouldBeLookedAt() {
    SdkException e =
        SdkClientException.create("Unable to execute", new UnknownHostException("states.aws"));
    assertThat(AwsErrors.sentence(e))
        .startsWith("AWS cannot be reached: Unable to execute. Is this machine online");
    assertThat(AwsErrors.sentence(SdkClientException.create("Odd")))
        .isEqualTo("AWS could not be asked: Odd.");
  }
}
