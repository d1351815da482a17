package org.rollcall.cli.stack;

import com.google.common.base.Throwables;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.job.JobFolderException;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.FileFaults;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Translates failures of a data folder and of the embedded services into errors for users. */
public final class FolderErrors {

  private FolderErrors() {}

  /** The command's error, with the path of the file; empty if another failure is the cause. */
  public static Optional<CommandException> find(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .flatMap(cause -> translate(cause).stream())
        .findFirst();
  }

  private static Optional<CommandException> translate(Throwable cause) {
    if (cause instanceof DataFolderException e) {
      int exitCode = e.isFailure() ? ExitCode.FAILED : ExitCode.REJECTED;
      return Optional.of(CommandException.of(e.code(), exitCode, String.valueOf(e.getMessage())));
    }
    if (cause instanceof JobFolderException e) {
      return Optional.of(
          CommandException.of(e.code(), ExitCode.FAILED, String.valueOf(e.getMessage())));
    }
    if (cause instanceof FileSystemException e && e.getFile() != null) {
      return translate(new FileFaults().failed(e, Path.of(e.getFile())));
    }
    return Optional.empty();
  }

  /** The error of an embedded service, in the words of its answer or of the client. */
  public static Optional<CommandException> findServiceError(Throwable failure) {
    return AwsErrors.find(failure)
        .map(
            e ->
                e instanceof AwsServiceException answer
                    ? answer.awsErrorDetails().errorMessage()
                    : String.valueOf(e.getMessage()))
        .map(reason -> CommandException.failed(CommandError.LOCAL_SERVICE_FAILED, reason));
  }
}
