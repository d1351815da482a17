package org.rollcall.cli.console.web;

import java.util.List;
import java.util.Locale;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.stack.CommandFailure;
import org.rollcall.cli.stack.JobRefusedException;
import org.rollcall.error.Fault;

/**
 * What a page says about an exception.
 *
 * @param status the HTTP status
 * @param title the heading
 * @param message a sentence; empty if there are faults
 * @param code the error's code; empty if it has none
 * @param faults the errors of a job's input
 */
public record ErrorPage(int status, String title, String message, String code, List<Fault> faults) {

  private static final View VIEW = View.of(ErrorPage.class, "error.html");

  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  public ErrorPage {
    faults = List.copyOf(faults);
  }

  /**
   * Translates an exception, as the command line does.
   *
   * @param isOnAws whether the services are those of AWS
   */
  public static ErrorPage of(Exception e, boolean isOnAws) {
    if (e instanceof RefusedException refused) {
      return new ErrorPage(
          refused.status(),
          refused.status() == NOT_FOUND ? "Page not found" : "This does not work",
          String.valueOf(refused.getMessage()),
          "",
          List.of());
    }
    if (e instanceof JobRefusedException refused) {
      return new ErrorPage(
          BAD_REQUEST, "The job was rejected, and nothing was changed", "", "", refused.errors());
    }
    CommandException error = CommandFailure.of(e, isOnAws);
    boolean isRejected = error.exitCode() == ExitCode.REJECTED;
    return new ErrorPage(
        isRejected ? BAD_REQUEST : SERVER_ERROR,
        isRejected ? "This does not work" : "Something went wrong",
        sentence(error.getMessage()),
        error.code().name(),
        List.of());
  }

  /** With a capital letter and a full stop, as on pages. Messages of commands have neither. */
  public static String sentence(String message) {
    String text = message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    return text.matches("(?s).*[.!?…]") ? text : text + ".";
  }

  /** All in one text, for an event. */
  String text() {
    return faults.isEmpty() ? message : title + ": " + FaultText.joined(faults);
  }

  Answer.Page page() {
    return Answer.Page.of(title, "", VIEW, this).withStatus(status);
  }
}
