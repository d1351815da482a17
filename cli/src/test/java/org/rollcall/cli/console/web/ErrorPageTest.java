package org.rollcall.cli.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.error.Fault;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** What a page says when something fails. */
class ErrorPageTest {

  @Test
  void expiredCredentials_shouldBeASentence() {
    Exception expired =
        SfnException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ExpiredTokenException")
                    .errorMessage("The security token included in the request is expired")
                    .build())
            .build();

    ErrorPage page = ErrorPage.of(expired, true);

    assertThat(page.message())
        .isEqualTo(
            "Your AWS credentials have expired. Sign in again, for example with aws sso login.");
    assertThat(page.code()).isEqualTo("CREDENTIALS_EXPIRED");
    assertThat(page.status()).isEqualTo(500);
  }

  @Test
  void refusedCommand_shouldBeASentence() {
    ErrorPage page =
        ErrorPage.of(CommandException.rejected(CommandError.JOB_NOT_FOUND, "x", ""), false);

    assertThat(page.message()).matches("[A-Z].* x.*[.]");
    assertThat(page.status()).isEqualTo(400);
  }

  @Test
  void rejectedJob_shouldListItsErrors() {
    List<Fault> faults =
        List.of(new Fault("UNKNOWN_KEY", "changes.x", "unknown key"), new Fault("", "", "other"));

    assertThat(ErrorPage.of(new JobRefusedException(faults), true).faults()).isEqualTo(faults);
  }

  @Test
  void unexpectedException_shouldNotShowItsMessage() {
    ErrorPage page = ErrorPage.of(new IllegalStateException("leaver.03@example.edu"), false);

    assertThat(page.message()).contains("IllegalStateException").doesNotContain("leaver");
    assertThat(page.code()).isEqualTo("INTERNAL_COMMAND_ERROR");
  }
}
