package org.rollcall.cli.stack;

import com.google.common.base.Throwables;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;

/** The error for the user of anything that a command throws. */
public final class CommandFailure {

  private CommandFailure() {}

  /**
   * Translates an exception.
   *
   * @param isOnAws whether the services are those of AWS, and not of a data folder
   */
  public static CommandException of(Exception e, boolean isOnAws) {
    if (e instanceof CommandException error) {
      return error;
    }
    if (isOnAws) {
      return AwsErrors.find(e)
          .map(AwsErrors::translate)
          .or(() -> FolderErrors.find(e))
          .orElseGet(() -> internalError(e));
    }
    return FolderErrors.find(e)
        .or(() -> FolderErrors.findServiceError(e))
        .orElseGet(() -> internalError(e));
  }

  private static CommandException internalError(Exception e) {
    if (Throwables.getCausalChain(e).stream().anyMatch(OutOfMemoryError.class::isInstance)) {
      return CommandException.failed(CommandError.OUT_OF_MEMORY);
    }
    return CommandException.failed(
        CommandError.INTERNAL_COMMAND_ERROR, e.getClass().getSimpleName());
  }
}
